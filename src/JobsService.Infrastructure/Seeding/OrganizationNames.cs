namespace JobsService.Infrastructure.Seeding;

/// <summary>Names of generated organizations.</summary>
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

    /// <summary>Returns the name of an organization. Organization 1 is the system organization.</summary>
    public static string Of(int id) => id == 1 ? "System" : $"{Names[id % Names.Length]} {id}";
}
