using System.CommandLine;
using System.Text;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Ledger;

/// <summary><c>ledger verify [FILE [--key KEY]]</c>: 0 whole, 1 broken (says where), 2 unreadable.</summary>
internal static class LedgerCommand
{
    // What is no UTF-8 is no ledger; the usual reader would put a question mark in its place.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Command Create()
    {
        var file = new Argument<string?>("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "An exported ledger; without it the store is verified." };
        var key = new Option<string?>("--key")
        {
            Description = "The key that must have signed the export's head: its thumbprint, or a JSON file with the key, a key set or a signed head that was kept.",
        };
        var data = CommandOptions.Data();
        var verify = new Command("verify", "Recomputes the chain of an export or of the store.") { file, key, data };
        verify.Validators.Add(said =>
        {
            if (said.GetValue(key) is not null && said.GetValue(file) is null) said.AddError("--key goes with an exported FILE.");
        });
        verify.SetAction(async (parsed, cancellation) => await TellAsync(parsed.GetValue(file) is { } export
            ? await VerifyFileAsync(export, parsed.GetValue(key), cancellation)
            : await VerifyStoreAsync(parsed.GetValue(data), cancellation)));
        return new Command("ledger", "The record of what happened.") { verify };
    }

    private static async Task<LedgerVerdict> VerifyFileAsync(string export, string? key, CancellationToken cancellation)
    {
        try
        {
            var pinned = key is null ? null : await PinnedAsync(key, cancellation);
            if (key is not null && pinned is null) return new LedgerVerdict.Unreadable($"{key} is neither the thumbprint of a key nor a JSON file that holds one");
            using var reader = new StreamReader(export, StrictUtf8);
            return await LedgerVerifier.VerifyExportAsync(reader, pinned, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new LedgerVerdict.Unreadable(exception.Message.ReplaceLineEndings(" "));
        }
    }

    private static async Task<PinnedKeys?> PinnedAsync(string key, CancellationToken cancellation) =>
        File.Exists(key) ? PinnedKeys.OfJson(await File.ReadAllTextAsync(key, cancellation)) : PinnedKeys.OfThumbprint(key);

    private static async Task<LedgerVerdict> VerifyStoreAsync(string? data, CancellationToken cancellation)
    {
        try
        {
            await using var app = await ConsoleHost.BuildAsync(new ServeOptions(DataFolder: data, Use: StoreUse.Read), VerbHost.QuietlyOnStandardError);
            return await app.Services.GetRequiredService<LedgerVerifier>().VerifyStoreAsync(cancellation);
        }
#pragma warning disable CA1031 // A store that was tampered with may fail anywhere; whatever the reason, it could not be read.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return new LedgerVerdict.Unreadable(exception.Message.ReplaceLineEndings(" "));
        }
    }

    private static async Task<int> TellAsync(LedgerVerdict verdict)
    {
        switch (verdict)
        {
            case LedgerVerdict.Whole whole:
                foreach (var line in LinesOf(whole)) await Console.Out.WriteLineAsync(line);
                return 0;
            case LedgerVerdict.Broken broken:
                await Console.Out.WriteLineAsync($"broken: entry {broken.Seq}: {broken.Why}");
                return 1;
            case LedgerVerdict.Unreadable unreadable:
                await Console.Error.WriteLineAsync($"unreadable: {unreadable.Why}");
                return CommandLine.BadUsage;
            default:
                throw new InvalidOperationException($"Unknown verdict {verdict}.");
        }
    }

    private static IEnumerable<string> LinesOf(LedgerVerdict.Whole whole)
    {
        yield return $"whole: {whole.Entries} entries, head {whole.HeadHash}";
        if (whole.Personal is { } personal)
            yield return $"personal values: {personal.Kept} as they were committed to, {personal.Erased} erased";
        if (whole.Head is { } head)
            yield return $"signed at {head.SignedAt:O} by the key with the thumbprint {head.KeyThumbprint}; compare it with the one that you hold, or give that with --key";
    }
}
