namespace AgentConsole.Infrastructure.Ledger;

/// <summary>Where the ledger's signed head is kept besides. Configuration section <c>Ledger</c>.</summary>
public sealed class LedgerOptions
{
    public const string Section = "Ledger";

    /// <summary>
    /// A folder, best on another machine's disk, into which the signed head is written again and again; empty where it is not. Whoever rewrites
    /// the ledger here cannot rewrite it there.
    /// </summary>
    public string HeadFolder { get; set; } = "";

    /// <summary>Everything that is wrong with these options, each as a sentence.</summary>
    public IEnumerable<string> Faults()
    {
        if (HeadFolder.Length > 0 && !Path.IsPathFullyQualified(HeadFolder))
            yield return $"{Section}:HeadFolder is \"{HeadFolder}\"; it must be a full path, since where the console is started may change.";
    }
}
