using Microsoft.Extensions.Logging.Console;

namespace AgentConsole.Web.Shell;

/// <summary>Where log messages go: to standard error, as text at a terminal and as one JSON object a line elsewhere.</summary>
internal static class LogsModule
{
    /// <summary><c>Logging:Console:FormatterName</c> chooses otherwise: <c>simple</c> or <c>json</c>.</summary>
    public static void AddLogs(this ILoggingBuilder logging)
    {
        // Results go to standard output, alone.
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.FormatterName ??= Console.IsErrorRedirected ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple;
        });
        logging.Services.Configure<JsonConsoleFormatterOptions>(json =>
        {
            json.IncludeScopes = true;
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
    }
}
