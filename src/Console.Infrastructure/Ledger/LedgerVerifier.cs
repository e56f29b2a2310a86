using System.Buffers.Text;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>Recomputes every hash of the store and every commitment to what lies beside it, or every hash of an exported file without any store.</summary>
public sealed class LedgerVerifier(LedgerQuery query)
{
    public async Task<LedgerVerdict> VerifyStoreAsync(CancellationToken cancellation)
    {
        var stretch = await FollowAsync(LedgerPosition.BeforeTheFirst, long.MaxValue, cancellation);
        return stretch.Broken ?? (LedgerVerdict)new LedgerVerdict.Whole(stretch.End.Seq, Base64Url.EncodeToString(stretch.End.Hash), stretch.Personal, null);
    }

    /// <param name="pinned">Keys that the reader trusts, one of which must have signed the head; null for any that the chain holds.</param>
    public static async Task<LedgerVerdict> VerifyExportAsync(TextReader export, PinnedKeys? pinned, CancellationToken cancellation)
    {
        try
        {
            return await ReadExportAsync(export, pinned, cancellation);
        }
        catch (Exception exception) when (exception is IOException or System.Text.DecoderFallbackException)
        {
            return new LedgerVerdict.Unreadable(exception.Message);
        }
    }

    /// <summary>Follows the store from an entry that was followed to before, for so many entries or to the head.</summary>
    internal async Task<LedgerStretch> FollowAsync(LedgerPosition from, long entriesMax, CancellationToken cancellation)
    {
        // What is there is asked before the head: an honest head is never behind what was there earlier.
        var extent = await query.ExtentAsync(cancellation);
        var head = await query.HeadAsync(cancellation);
        var chain = new ChainCheck(from);
        var upTo = head.Seq - from.Seq <= entriesMax ? head.Seq : from.Seq + entriesMax;
        var broken = await FollowAsync(chain, upTo, cancellation);
        var isAtTheHead = broken is null && upTo == head.Seq;
        if (isAtTheHead) broken = FaultOfEnds(chain.Position, extent, head);
        return new(chain.Position, chain.Personal, isAtTheHead, broken);
    }

    private async Task<LedgerVerdict.Broken?> FollowAsync(ChainCheck chain, long upTo, CancellationToken cancellation)
    {
        while (chain.Position.Seq < upTo)
        {
            var entries = await query.AfterAsync(chain.Position.Seq, LedgerLimits.VerifyBatch, cancellation);
            if (entries.Count == 0) return new(chain.Position.Seq + 1, "the entry is missing");
            var beside = await query.PersonalBetweenAsync(entries[0].Seq, entries[^1].Seq, cancellation);
            foreach (var entry in entries.TakeWhile(entry => entry.Seq <= upTo))
                if (chain.FaultOf(entry, beside[entry.Seq]) is { } broken) return broken;
        }

        return null;
    }

    private static LedgerVerdict.Broken? FaultOfEnds(LedgerPosition end, (long First, long Last) extent, LedgerHead head)
    {
        if (end.Seq > head.Seq) return new(head.Seq, $"the head went back: entry {end.Seq} had been there");
        if (!end.Hash.AsSpan().SequenceEqual(head.Hash)) return new(head.Seq, "the head does not match the last entry");
        if (extent.Last > head.Seq) return new(extent.Last, "it lies behind the head");
        return extent.First < 0 || (extent.First == 0 && extent.Last > 0) ? new(extent.First, "it lies before the first entry") : null;
    }

    private static async Task<LedgerVerdict> ReadExportAsync(TextReader export, PinnedKeys? pinned, CancellationToken cancellation)
    {
        if (await export.ReadLineAsync(cancellation) is not { } first || ExportLine.Read<ExportLine.Header>(first) is not { Format: LedgerExport.Format } header)
            return new LedgerVerdict.Unreadable($"line 1 does not name the format {LedgerExport.Format}");

        var chain = ChainCheck.FromTheFirst();
        for (var number = 2L; await export.ReadLineAsync(cancellation) is { } line; number++)
        {
            if (chain.Position.Seq == header.Entries) return await HeadVerdictAsync(chain, line, number, export, pinned, cancellation);
            if (ExportLine.ReadEntry(line) is not { } entry) return new LedgerVerdict.Unreadable($"line {number} is not an entry as a console exports it");
            if (chain.FaultOf(entry) is { } broken) return broken;
        }

        return new LedgerVerdict.Broken(chain.Position.Seq + 1, "the export ends before its head");
    }

    private static async Task<LedgerVerdict> HeadVerdictAsync(
        ChainCheck chain, string line, long number, TextReader export, PinnedKeys? pinned, CancellationToken cancellation)
    {
        if (ExportLine.Read<ExportLine.Tail>(line) is not { Head: var head }) return new LedgerVerdict.Unreadable($"line {number} is not a signed head as a console exports it");
        if (chain.FaultOf(head) is { } why) return new LedgerVerdict.Broken(head.Seq, why);
        if (pinned?.Holds(head) == false) return new LedgerVerdict.Broken(head.Seq, "the head was signed by another key than the one to be trusted");
        return await export.ReadLineAsync(cancellation) is null
            ? new LedgerVerdict.Whole(head.Seq, head.Hash, null, head)
            : new LedgerVerdict.Broken(head.Seq + 1, $"line {number + 1} follows the signed head");
    }
}
