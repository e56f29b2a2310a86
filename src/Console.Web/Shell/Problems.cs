using System.Globalization;
using AgentConsole.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgentConsole.Web.Shell;

/// <summary>Refusals as RFC 9457 problem details, each with a stable <c>code</c>.</summary>
public static class Problems
{
    public static ProblemHttpResult Of(int status, string code, string detail, IReadOnlyDictionary<string, object?>? more = null)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        foreach (var (name, value) in more ?? new Dictionary<string, object?>()) extensions[name] = value;
        return TypedResults.Problem(detail, statusCode: status, title: Title(status), extensions: extensions);
    }

    /// <summary>Bad input: every fault with its JSON pointer and code.</summary>
    public static ProblemHttpResult OfFaults(int status, string code, string detail, IReadOnlyList<Fault> faults) =>
        Of(status, code, detail, new Dictionary<string, object?> { ["faults"] = faults });

    public static ProblemHttpResult NotFound(string what) => Of(StatusCodes.Status404NotFound, "not_found", $"There is no such {what}.");

    private static string Title(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request cannot be read",
        StatusCodes.Status401Unauthorized => "Who is asking is not known",
        StatusCodes.Status402PaymentRequired => "The budget has no room for it",
        StatusCodes.Status403Forbidden => "Not allowed",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status409Conflict => "Somebody or something was there first",
        StatusCodes.Status410Gone => "No longer possible",
        StatusCodes.Status412PreconditionFailed => "It is not what you read",
        StatusCodes.Status413PayloadTooLarge => "Too large",
        StatusCodes.Status422UnprocessableEntity => "The content is not acceptable",
        StatusCodes.Status429TooManyRequests => "Too many requests",
        StatusCodes.Status503ServiceUnavailable => "Busy",
        _ => "Refused",
    };

    /// <summary>A refusal that passes: it says after how many seconds to come back, as a header and in the body.</summary>
    public static ProblemHttpResult TryLater(HttpContext context, int status, string code, string detail, int seconds)
    {
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Of(status, code, detail, new Dictionary<string, object?> { ["retryable"] = true, ["retry_after_s"] = seconds });
    }
}
