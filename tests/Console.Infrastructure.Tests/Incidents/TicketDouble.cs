using System.Text.Json;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Testing.Deliveries;
using Microsoft.AspNetCore.Http;

namespace AgentConsole.Infrastructure.Tests.Incidents;

/// <summary>
/// Systems that keep tickets, as strict as the real ones and stricter: a member that they do not know, or one that is missing, is answered
/// with 400 and never with a ticket.
/// </summary>
internal static class TicketDouble
{
    private const string JiraMade = """{"id":"10000","key":"OPS-24","self":"https://elsewhere.example/rest/api/3/issue/10000"}""";

    public static RequestDelegate Jira(bool isCloud) => async context =>
    {
        var version = isCloud ? "3" : "2";
        var path = context.Request.Path.Value!;
        if (context.Request.Method == "GET" && path == $"/rest/api/{version}/project/OPS") await AnswerAsync(context, 200, """{"key":"OPS"}""");
        else if (path == $"/rest/api/{version}/search{(isCloud ? "/jql" : "")}") await AnswerAsync(context, 200, """{"issues":[]}""");
        else if (path == $"/rest/api/{version}/issue") await MadeAsync(context, TicketShape.FaultOfJira(Body(context), isCloud), JiraMade);
        else await AnswerAsync(context, 404, "{}");
    };

    public static RequestDelegate Every(string address) => async context =>
    {
        switch (context.Request.Path.Value)
        {
            case "/rest/api/2/issue":
                await MadeAsync(context, TicketShape.FaultOfJira(Body(context), isCloud: false), JiraMade);
                break;
            case "/repos/acme/ops/issues":
                await MadeAsync(context, TicketShape.FaultOfGitHub(Body(context)), $$"""{"number":7,"html_url":"{{address}}/acme/ops/issues/7","node_id":"x"}""");
                break;
            case "/api/v4/projects/acme/ops/issues" or "/api/v4/projects/acme%2Fops/issues":
                await MadeAsync(context, TicketShape.FaultOfGitLab(Body(context)), $$"""{"id":9,"iid":3,"web_url":"{{address}}/acme/ops/-/issues/3"}""");
                break;
            case "/hook":
                await MadeAsync(context, TicketShape.FaultOfEvent(Body(context)), """{"key":"T-1","url":"https://elsewhere.example/T-1"}""");
                break;
            default:
                await AnswerAsync(context, 404, "{}");
                break;
        }
    };

    /// <summary>They have the ticket already; whoever makes one more is told that this was wrong.</summary>
    /// <param name="github">The body of the issue as it was sent to GitHub.</param>
    public static RequestDelegate Kept(IncidentId id, string address, string github) => async context =>
    {
        switch (context.Request.Path.Value)
        {
            case "/rest/api/3/search/jql":
                await AnswerAsync(context, 200, $$$"""{"issues":[{"id":"10000","key":"OPS-24","fields":{"labels":["{{{TicketText.MarkerOf(id)}}}"]}}]}""");
                break;
            // Whoever may not set labels has made it without, and no list by label holds it.
            case "/repos/acme/ops/issues" when context.Request.Method == "GET":
                await AnswerAsync(context, 200, "[]");
                break;
            case "/search/issues":
                await AnswerAsync(context, 200, $$$"""{"total_count":1,"items":[{"number":7,"html_url":"{{{address}}}/acme/ops/issues/7","body":{{{JsonSerializer.Serialize(github)}}}}]}""");
                break;
            case "/api/v4/projects/acme/ops/issues" or "/api/v4/projects/acme%2Fops/issues" when context.Request.Method == "GET":
                await AnswerAsync(context, 200, $$$"""[{"iid":3,"web_url":"{{{address}}}/acme/ops/-/issues/3","labels":["{{{TicketText.MarkerOf(id)}}}"]}]""");
                break;
            default:
                await AnswerAsync(context, 400, """{"message":"It is there already."}""");
                break;
        }
    };

    private static JsonElement Body(HttpContext context) => JsonElement.Parse(LoopbackReceiver.MessageOf(context).Body);

    private static Task MadeAsync(HttpContext context, string? fault, string made) =>
        fault is null ? AnswerAsync(context, 201, made) : AnswerAsync(context, 400, $$"""{"message":{{JsonSerializer.Serialize(fault)}}}""");

    private static async Task AnswerAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body);
    }
}
