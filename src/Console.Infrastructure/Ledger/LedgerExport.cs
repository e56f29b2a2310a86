using System.Runtime.CompilerServices;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>
/// Writes the ledger as JSON lines for offline verification: one line that names the format, one per entry in order, and the
/// signed head last. Personal values stay behind; their commitments are in the entries.
/// </summary>
public sealed class LedgerExport(LedgerQuery query, LedgerSigner signer)
{
    public const string Format = "agentconsole-ledger-1";

    public async IAsyncEnumerable<string> LinesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        // The head is signed first: what is appended meanwhile belongs to the next export.
        var head = await signer.SignAsync(cancellation);
        yield return ExportLine.Write(new ExportLine.Header(Format, head.Seq));

        for (long seq = 0; seq < head.Seq;)
        {
            var entries = await query.AfterAsync(seq, LedgerLimits.VerifyBatch, cancellation);
            if (entries.Count == 0) break;
            foreach (var entry in entries.TakeWhile(entry => entry.Seq <= head.Seq)) yield return ExportLine.Write(ExportLine.Entry.Of(entry));
            seq = entries[^1].Seq;
        }

        yield return ExportLine.Write(new ExportLine.Tail(head));
    }
}
