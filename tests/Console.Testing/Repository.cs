namespace AgentConsole.Testing;

/// <summary>Finds files of the repository from wherever the tests were built to.</summary>
public static class Repository
{
    private static readonly Lazy<string> Found = new(() =>
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "AgentConsole.sln"))) return folder.FullName;
        throw new InvalidOperationException($"AgentConsole.sln stands nowhere above {AppContext.BaseDirectory}.");
    });

    public static string Root => Found.Value;

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);
}
