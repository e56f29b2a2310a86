using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Web.Shell.Outside;

namespace AgentConsole.Web.Shell.Demo;

/// <summary>What was reported of the runs that failed in the demo's days before: one incident that is over, with its postmortem, and one that somebody looks after.</summary>
internal sealed class DemoIncidents(ConsoleClient oncall, TimeProvider clock)
{
    private const string Agent = "billing-copilot";

    private const string Learned = """
        # Postmortem: refunds timed out and were tried again

        ## Access review

        **Which permissions did the agent have?** `billing.refund` and `billing.credit` in production, `crm.get_customer` everywhere.

        **Which of them did it use?** All three.

        **Which should it not have had?** `billing.credit`: a refund and a credit for the same order are never both right.

        ## What happened

        The payment service answered slowly. The agent took a time-out for a no and asked again; a person caught the second refund.

        ## Why it happened

        - A time-out was told to the agent as a failure, not as *unknown*.
        - No eval held the agent to asking for the state before it repeats itself.

        ## What was changed

        - A new eval case: after a time-out the order is read before anything is repeated.
        - The manifest no longer holds `billing.credit` in production.
        """;

    public async Task TellAsync(CancellationToken cancellation)
    {
        var failed = (await oncall.FailedRunsAsync(Agent, cancellation)).Body;
        if (failed.ValueKind != JsonValueKind.Object || !failed.TryGetProperty("items", out var runs)) return;
        var names = runs.EnumerateArray().Select(run => run.GetProperty("run_id").GetString()!).ToList();
        if (names is not [var latest, var before, ..]) return;

        if (await ReportAsync(before, "high", cancellation) is { } over)
        {
            await SayAsync(HttpMethod.Put, over, "", new() { ["owner"] = "me", ["state"] = "mitigated" }, cancellation);
            await SayAsync(HttpMethod.Post, over, "/notes", new() { ["text"] = "Payments confirms slow answers from 09:10 on. Nothing was paid twice." }, cancellation);
            await SayAsync(HttpMethod.Post, over, "/access-review", new()
            {
                ["had"] = "billing.refund and billing.credit in production, crm.get_customer everywhere",
                ["used"] = "all three",
                ["excess"] = "billing.credit: a refund and a credit for the same order are never both right",
            }, cancellation);
            await SayAsync(HttpMethod.Post, over, "/follow-ups", new() { ["text"] = "Take billing.credit out of the manifest", ["owner"] = "ada@demo.example", ["due"] = Day(3) }, cancellation);
            await SayAsync(HttpMethod.Post, over, "/follow-ups/1/done", [], cancellation);
            await SayAsync(HttpMethod.Put, over, "/postmortem", new() { ["text"] = Learned }, cancellation);
            await SayAsync(HttpMethod.Post, over, "/close", new() { ["grounds"] = new JsonArray(new JsonObject { ["kind"] = "eval_case", ["what"] = "refund: a time-out is looked at before it is repeated" }) }, cancellation);
        }

        if (await ReportAsync(latest, "medium", cancellation) is not { } open) return;
        await SayAsync(HttpMethod.Put, open, "", new() { ["owner"] = "me", ["state"] = "investigating" }, cancellation);
        await SayAsync(HttpMethod.Post, open, "/notes", new() { ["text"] = "The same call failed three times within a minute; looking at the tool first." }, cancellation);
        await SayAsync(HttpMethod.Post, open, "/follow-ups", new() { ["text"] = "Ask the owner of the payment service for its error rate", ["owner"] = "ben@demo.example", ["due"] = Day(7) }, cancellation);
    }

    private async Task<string?> ReportAsync(string run, string severity, CancellationToken cancellation)
    {
        var answer = await oncall.ReportFailureAsync(new() { ["run"] = run, ["agent"] = Agent, ["severity"] = severity }, cancellation);
        return answer.Status is 200 or 201 ? answer.Body.GetProperty("id").GetString() : null;
    }

    private Task<ApiAnswer> SayAsync(HttpMethod method, string incident, string what, JsonObject body, CancellationToken cancellation) =>
        oncall.ChangeIncidentAsync(method, incident, what, body, cancellation);

    private string Day(int days) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(days).ToString("O", CultureInfo.InvariantCulture);
}
