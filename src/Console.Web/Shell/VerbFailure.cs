using System.Data.Common;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.Extensions.Options;

namespace AgentConsole.Web.Shell;

/// <summary>How a verb ends that could not do its work: a sentence where the cause lies outside, everything there is where it is a bug.</summary>
internal static class VerbFailure
{
    public static async Task<int> TellAsync(Exception failure)
    {
        var (code, text) = Of(failure);
        await Console.Error.WriteLineAsync(text);
        return code;
    }

    private static (int Code, string Text) Of(Exception failure) => failure switch
    {
        OptionsValidationException options => (CommandLine.BadUsage, string.Join(Environment.NewLine, options.Failures)),
        NoStoreException or DbException or IOException or InvalidDataException or UnauthorizedAccessException => (CommandLine.BadUsage, SentenceOf(failure)),
        BusyException => (CommandLine.Refused, failure.Message),
        OperationCanceledException => (CommandLine.Refused, "Interrupted."),
        // EF wraps what it thinks may pass.
        InvalidOperationException { InnerException: DbException inner } => (CommandLine.BadUsage, SentenceOf(inner)),
        _ => (CommandLine.Refused, failure.ToString()),
    };

    private static string SentenceOf(Exception failure) => failure.Message.ReplaceLineEndings(" ");
}
