namespace AgentConsole.Web.Shell;

/// <summary>Where a console that begins empty keeps its files: a folder of the caller's, which stays, or a temporary one, which does not.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly bool _isOurs;

    private ScratchFolder(string path, bool isOurs) => (Path, _isOurs) = (path, isOurs);

    public string Path { get; }

    /// <summary>Null where the caller's folder holds something already.</summary>
    public static ScratchFolder? Open(string? given, string purpose)
    {
        if (given is null) return new(Directory.CreateTempSubdirectory($"agentconsole-{purpose}-").FullName, isOurs: true);
        return Directory.Exists(given) && Directory.EnumerateFileSystemEntries(given).Any() ? null : new(Directory.CreateDirectory(given).FullName, isOurs: false);
    }

    public void Dispose()
    {
        if (!_isOurs) return;
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A file that is still open stays in the temporary folder, which the system empties.
        }
    }
}
