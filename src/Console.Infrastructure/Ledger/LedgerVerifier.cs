using System.Buffers.Text;
using System.Text.Json;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>Recomputes every hash of the store, or of an exported file without any store.</summary>
public sealed class LedgerVerifier(LedgerQuery query)
{
    public async Task<LedgerVerdict> VerifyStoreAsync(CancellationToken cancellation)
    {
        var head = await query.HeadAsync(cancellation);
        var chain = new ChainCheck();
        while (chain.Seq < head.Seq)
        {
            var entries = await query.AfterAsync(chain.Seq, LedgerLimits.VerifyBatch, cancellation);
            if (entries.Count == 0) return new LedgerVerdict.Broken(chain.Seq + 1, "the entry is missing");
            foreach (var entry in entries.TakeWhile(entry => entry.Seq <= head.Seq))
                if (chain.FaultOf(entry) is { } broken) return broken;
        }

        return chain.Hash.AsSpan().SequenceEqual(head.Hash)
            ? new LedgerVerdict.Whole(chain.Seq, Base64Url.EncodeToString(chain.Hash), null)
            : new LedgerVerdict.Broken(chain.Seq, "the head does not match the last entry");
    }

    public static async Task<LedgerVerdict> VerifyExportAsync(TextReader export, CancellationToken cancellation)
    {
        try
        {
            return await ReadExportAsync(export, cancellation);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or IOException)
        {
            return new LedgerVerdict.Unreadable(exception.Message);
        }
    }

    private static async Task<LedgerVerdict> ReadExportAsync(TextReader export, CancellationToken cancellation)
    {
        if (await export.ReadLineAsync(cancellation) is not { } first || Read<ExportLine.Header>(first) is not { Format: LedgerExport.Format } header)
            return new LedgerVerdict.Unreadable($"The first line does not name the format {LedgerExport.Format}.");

        var chain = new ChainCheck();
        while (await export.ReadLineAsync(cancellation) is { } line)
        {
            if (chain.Seq == header.Entries) return HeadVerdict(chain, Read<ExportLine.Tail>(line)?.Head);
            if (Read<ExportLine.Entry>(line) is not { } entry) return new LedgerVerdict.Unreadable($"Line after entry {chain.Seq} is empty.");
            if (chain.FaultOf(entry) is { } broken) return broken;
        }

        return new LedgerVerdict.Broken(chain.Seq + 1, "the export ends before its head");
    }

    private static LedgerVerdict HeadVerdict(ChainCheck chain, SignedHead? head)
    {
        var hash = Base64Url.EncodeToString(chain.Hash);
        if (head is null) return new LedgerVerdict.Unreadable("The last line holds no head.");
        if (head.Seq != chain.Seq || head.Hash != hash) return new LedgerVerdict.Broken(chain.Seq, "the signed head does not match the last entry");
        return LedgerSigner.IsGenuine(head)
            ? new LedgerVerdict.Whole(chain.Seq, hash, head)
            : new LedgerVerdict.Broken(chain.Seq, "the head's signature is false");
    }

    private static T? Read<T>(string line) => JsonSerializer.Deserialize<T>(line, ExportLine.Form);

    /// <summary>How far the chain has been followed.</summary>
    private sealed class ChainCheck
    {
        public long Seq { get; private set; }

        public byte[] Hash { get; private set; } = HashChain.Genesis;

        public LedgerVerdict.Broken? FaultOf(ExportLine.Entry line) => FaultOf(HashChain.Claimed(
            new LedgerEntry
            {
                Seq = line.Seq,
                At = line.At,
                Kind = line.Kind,
                Actor = line.Actor,
                Subject = line.Subject,
                Payload = line.Payload,
                PreviousHash = Base64Url.DecodeFromChars(line.PreviousHash),
            },
            Base64Url.DecodeFromChars(line.Hash)));

        public LedgerVerdict.Broken? FaultOf(LedgerEntry entry)
        {
            if (HashChain.FaultOf(entry, Seq, Hash) is { } why) return new LedgerVerdict.Broken(Seq + 1, why);
            (Seq, Hash) = (entry.Seq, entry.Hash);
            return null;
        }
    }
}
