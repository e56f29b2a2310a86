namespace AgentConsole.Infrastructure.Ledger;

/// <summary>
/// How far this node has followed the store in the background, and what it found. It goes round and round: what was whole yesterday may have
/// been changed since.
/// </summary>
public sealed class LedgerPatrol
{
    private volatile LedgerVerdict.Broken? _found;

    /// <summary>Where the ledger was found broken; null until then, and again after a whole round without a fault.</summary>
    public LedgerVerdict.Broken? Found => _found;

    internal LedgerPosition Position { get; private set; } = LedgerPosition.BeforeTheFirst;

    internal void Note(LedgerStretch stretch)
    {
        if (stretch.Broken is not null || stretch.IsAtTheHead) _found = stretch.Broken;
        Position = stretch.Broken is not null || stretch.IsAtTheHead ? LedgerPosition.BeforeTheFirst : stretch.End;
    }
}
