using System.Globalization;
using System.Text.Json;
using AgentConsole.Infrastructure.Jobs;
using Quartz;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>
/// Writes the signed head into a folder outside of the database: the newest under one name, and the last of each day under the day's. A file is
/// there whole or not at all.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class ExportHeadJob(LedgerSigner signer, LedgerOptions options) : IJob
{
    public static readonly JobKey Key = new("export-head", "ledger");

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(cancellationToken);

    public async Task<JobReport> RunOnceAsync(CancellationToken cancellation)
    {
        if (options.HeadFolder.Length == 0) return new(0, "Switched off: no folder is set in Ledger:HeadFolder.");
        var head = await signer.SignAsync(cancellation);
        var newest = Path.Combine(options.HeadFolder, "ledger-head.json");
        if (await SeqInAsync(newest, cancellation) == head.Seq) return new(0, string.Create(CultureInfo.InvariantCulture, $"The head is entry {head.Seq}, as before."));

        Directory.CreateDirectory(options.HeadFolder);
        var text = JsonSerializer.Serialize(head, Form);
        var day = head.SignedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var path in (string[])[newest, Path.Combine(options.HeadFolder, $"ledger-head-{day}.json")])
        {
            var making = path + ".making";
            await File.WriteAllTextAsync(making, text, cancellation);
            File.Move(making, path, overwrite: true);
        }

        return new(1, string.Create(CultureInfo.InvariantCulture, $"The head is entry {head.Seq}; it was signed and written down."));
    }

    // Whatever lies there and is no head of ours is written over.
    private static async Task<long?> SeqInAsync(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize<SignedHead>(await File.ReadAllTextAsync(path, cancellation), Form)?.Seq;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
