namespace AgentConsole.Architecture.Tests;

/// <summary>The four rules of the floors, each as the list of what breaks it.</summary>
internal static class FloorRules
{
    private const string Ours = "AgentConsole.";

    private static readonly string BaseLibrary = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    // Clocks and dice; null stands for every member of the type.
    private static readonly (string Type, string? Member)[] Ambient =
    [
        ("System.DateTime", "get_Now"), ("System.DateTime", "get_UtcNow"), ("System.DateTime", "get_Today"),
        ("System.DateTimeOffset", "get_Now"), ("System.DateTimeOffset", "get_UtcNow"),
        ("System.TimeProvider", "get_System"),
        ("System.Environment", "get_TickCount"), ("System.Environment", "get_TickCount64"),
        ("System.Diagnostics.Stopwatch", null), ("System.Guid", "NewGuid"),
        ("System.Random", null), ("System.Security.Cryptography.RandomNumberGenerator", null),
    ];

    private static readonly string[] Storage =
    [
        "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore.Identity.EntityFrameworkCore", "Microsoft.Data.", "Npgsql", "Quartz", "SQLitePCL",
    ];

    /// <summary>Rule 1, for Domain: the base library and nothing else.</summary>
    public static IReadOnlyList<string> BeyondBaseLibrary(BuiltAssembly assembly) =>
        [.. assembly.References.Where(name => !File.Exists(Path.Combine(BaseLibrary, name + ".dll")))];

    /// <summary>Rule 2, for Web: no EF, no provider, no Identity store, no scheduler.</summary>
    public static IReadOnlyList<string> StorageIn(BuiltAssembly assembly) =>
        [.. assembly.References.Where(name => Storage.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))];

    /// <summary>Rule 3: what of ours an assembly references beside the floors below it.</summary>
    public static IReadOnlyList<string> ArrowsBack(BuiltAssembly assembly, params string[] below) =>
        [.. assembly.References.Where(name => name.StartsWith(Ours, StringComparison.Ordinal)).Except(below.Select(floor => Ours + floor))];

    /// <summary>Rule 4: uses of the machine's clock or of chance, except by the named types.</summary>
    public static IReadOnlyList<MemberUse> AmbientIn(BuiltAssembly assembly, params string[] exceptions) =>
        [.. assembly.Uses().Where(IsAmbient).Where(use => !exceptions.Contains(use.User)).Distinct()];

    private static bool IsAmbient(MemberUse use) =>
        Ambient.Any(ban => ban.Type == use.Type && (ban.Member ?? use.Member) == use.Member)
        || use is { Type: "System.Guid", Member: "CreateVersion7", Parameters: 0 };
}
