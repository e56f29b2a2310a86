using System.Globalization;
using System.Text;
using AgentConsole.Domain.Ledger;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Ledger;

/// <summary>The ledger for auditors and their scripts.</summary>
internal static class LedgerEndpoints
{
    public static async Task<IResult> ListAsync(LedgerQuery query, string? after, string? limit, CancellationToken cancellation)
    {
        if (!TryNumber(after, 0, out var seq) || !TryNumber(limit, 100, out var count) || count is < 1 or > LedgerLimits.PageMax)
            return RequestBody.Malformed("", $"after and limit must be whole numbers, limit at most {LedgerLimits.PageMax}.");
        var entries = await query.AfterAsync(seq, (int)count, cancellation);
        return TypedResults.Ok(ListView.Of(entries.Select(LedgerEntryView.Of),
            entries.Count == count ? entries[^1].Seq.ToString(CultureInfo.InvariantCulture) : null));
    }

    public static async Task<IResult> HeadAsync(LedgerSigner signer, CancellationToken cancellation) =>
        TypedResults.Ok(await signer.SignAsync(cancellation));

    public static async Task ExportAsync(HttpContext context, LedgerExport export, CancellationToken cancellation)
    {
        context.Response.ContentType = "application/x-ndjson";
        context.Response.Headers.ContentDisposition = "attachment; filename=ledger.jsonl";
        await foreach (var line in export.LinesAsync(cancellation))
            await context.Response.WriteAsync(line + "\n", Encoding.UTF8, cancellation);
    }

    private static bool TryNumber(string? text, long absent, out long number)
    {
        number = absent;
        return text is null || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
