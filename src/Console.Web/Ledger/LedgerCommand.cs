using System.CommandLine;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Ledger;

/// <summary><c>ledger verify [FILE]</c>: 0 whole, 1 broken (says where), 2 unreadable.</summary>
internal static class LedgerCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo?>("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "An exported ledger; without it the store is verified." };
        var data = CommandOptions.Data();
        var verify = new Command("verify", "Recomputes the chain of an export or of the store.") { file, data };
        verify.SetAction(async (parsed, cancellation) => Tell(parsed.GetValue(file) is { } export
            ? await VerifyFileAsync(export, cancellation)
            : await VerifyStoreAsync(parsed.GetValue(data), cancellation)));
        return new Command("ledger", "The record of what happened.") { verify };
    }

    private static async Task<LedgerVerdict> VerifyFileAsync(FileInfo export, CancellationToken cancellation)
    {
        try
        {
            using var reader = export.OpenText();
            return await LedgerVerifier.VerifyExportAsync(reader, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new LedgerVerdict.Unreadable(exception.Message);
        }
    }

    private static async Task<LedgerVerdict> VerifyStoreAsync(string? data, CancellationToken cancellation)
    {
        await using var app = await ConsoleHost.BuildAsync(new ServeOptions(DataFolder: data), VerbHost.QuietlyOnStandardError);
        return await app.Services.GetRequiredService<LedgerVerifier>().VerifyStoreAsync(cancellation);
    }

    private static int Tell(LedgerVerdict verdict)
    {
        switch (verdict)
        {
            case LedgerVerdict.Whole whole:
                Console.WriteLine($"whole: {whole.Entries} entries, head {whole.HeadHash}");
                if (whole.Head is { } head) Console.WriteLine($"signed by key {head.Kid} at {head.SignedAt:O}; compare the key with the one you trust");
                return 0;
            case LedgerVerdict.Broken broken:
                Console.WriteLine($"broken: entry {broken.Seq}: {broken.Why}");
                return 1;
            case LedgerVerdict.Unreadable unreadable:
                Console.Error.WriteLine($"unreadable: {unreadable.Why}");
                return CommandLine.BadUsage;
            default:
                throw new InvalidOperationException($"Unknown verdict {verdict}.");
        }
    }
}
