namespace JobsService.Api.Limits;

/// <summary>What <see cref="Overload"/> says to a request.</summary>
internal enum Admission
{
    /// <summary>There is no overload, or it leaves room.</summary>
    Free,

    /// <summary>Too much is asked; this one is let in all the same.</summary>
    OfTheShare,

    /// <summary>Too much is asked.</summary>
    None,
}
