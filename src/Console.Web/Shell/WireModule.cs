using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell.Description;
using Microsoft.AspNetCore.Diagnostics;

namespace AgentConsole.Web.Shell;

/// <summary>How the wire is spelled, bounded, and answers when something breaks.</summary>
public static partial class WireModule
{
    public static IServiceCollection AddWire(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
            options.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
        services.AddOpenApi(options =>
        {
            options.AddOperationTransformer<OperationDescriber>();
            options.AddDocumentTransformer<DocumentDescriber>();
        });
        services.AddProblemDetails();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    public static void UseKestrelLimits(this IWebHostBuilder host) => host.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = ProposalLimits.BodyBytesMax * 2L;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    });

    public static void UseWire(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = AnswerAsync, SuppressDiagnosticsCallback = _ => true });
        app.Use(RefuseNulAsync);
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
    }

    /// <summary>No search and no filter means one, and PostgreSQL takes no text with one.</summary>
    private static Task RefuseNulAsync(HttpContext context, RequestDelegate next) =>
        context.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true
            ? RequestBody.Malformed("", "The query holds the character U+0000.").ExecuteAsync(context)
            : next(context);

    /// <summary>The one place where an exception becomes an answer, logged once.</summary>
    private static Task AnswerAsync(HttpContext context)
    {
        var exception = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(WireModule));
        switch (exception)
        {
            case BusyException:
                context.Response.Headers.RetryAfter = "1";
                if (!AccessAnswers.IsProgram(context)) return PageAnswers.OfFaultAsync(context, StatusCodes.Status503ServiceUnavailable, context.TraceIdentifier);
                return Problems.Of(StatusCodes.Status503ServiceUnavailable, "busy", "The console is busy; try again.").ExecuteAsync(context);
            case BadHttpRequestException bad:
                var code = bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "too_large" : "malformed";
                return Problems.Of(bad.StatusCode, code, "The request cannot be read.").ExecuteAsync(context);
            case OperationCanceledException when context.RequestAborted.IsCancellationRequested:
                return Task.CompletedTask;
            default:
                LogBroken(logger, context.Request.Method, context.TraceIdentifier, exception);
                if (!AccessAnswers.IsProgram(context)) return PageAnswers.OfFaultAsync(context, StatusCodes.Status500InternalServerError, context.TraceIdentifier);
                return Problems.Of(StatusCodes.Status500InternalServerError, "internal_error", "Something broke; the reference leads to the log.",
                    new Dictionary<string, object?> { ["reference"] = context.TraceIdentifier }).ExecuteAsync(context);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} request {Reference} failed.")]
    private static partial void LogBroken(ILogger logger, string method, string reference, Exception? exception);
}
