namespace JobsService.Infrastructure.Seeding;

/// <summary>Names for made-up organizations.</summary>
internal static class OrganizationNames
{
    private static readonly string[] Names =
    [
        "Aurora Travel",
        "Birch & Sons",
        "Café Zürich",
        "Delta Sports",
        "Elm Books",
    ];

    /// <summary>The name of an organization; number 1 is the one that runs the platform.</summary>
    public static string Of(int id) => id == 1 ? "System" : $"{Names[id % Names.Length]} {id}";
}
