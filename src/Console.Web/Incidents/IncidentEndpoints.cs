using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Runs;
using AgentConsole.Infrastructure.Incidents;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgentConsole.Web.Incidents;

/// <summary>What went wrong and who looks after it, over HTTP.</summary>
internal static class IncidentEndpoints
{
    private const string Incidents = "/api/v1/incidents/";
    private const string Zip = "application/zip";
    private const string Markdown = "text/markdown; charset=utf-8";

    public static async Task<IResult> ListAsync(
        IncidentQuery query, string? search, string? state, string? severity, string? agent, string? open, string? cursor, string? limit, CancellationToken cancellation)
    {
        if (!TryName<IncidentState>(state, out var named) || !TryName<IncidentSeverity>(severity, out var bad)) return RequestBody.Malformed("", "There is no such state or severity.");
        if (search?.Length > IncidentLimits.SearchLengthMax || agent?.Length > AgentLimits.NameLengthMax) return RequestBody.Malformed("", "search and agent are too long.");
        if (open is not (null or "true" or "false")) return RequestBody.Malformed("", "open is true or false.");
        if (!ListPosition.TryRead(cursor, limit, out var position)) return ListPosition.Malformed;
        var page = await query.ListAsync(new(search, named, bad, agent, open == "true"), position.After, position.Limit, cancellation);
        return TypedResults.Ok(ListView.Of(page.Rows.Select(IncidentRowView.Of), page.Next?.ToString()));
    }

    /// <summary>One click: whatever the body does not say is filled in. A failure that is reported twice is one incident.</summary>
    public static async Task<IResult> ReportAsync(HttpContext context, ReportFailureHandler handler, IncidentQuery query, TimeProvider clock, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, IncidentLimits.BodyBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var what = WhatIn(members);
            var title = members.Text("title", IncidentLimits.TitleLengthMax);
            var severity = members.Named<IncidentSeverity>("severity");
            if (members.Faults.Count > 0 || what is null) return Unreadable(members);
            return await handler.HandleAsync(new(context.Caller(), what, title, severity), cancellation) switch
            {
                ReportOutcome.Opened opened => TypedResults.Created(Incidents + opened.Id, await ViewAsync(opened.Id, query, clock, cancellation)),
                ReportOutcome.AlreadyOpen open => TypedResults.Ok(await ViewAsync(open.Id, query, clock, cancellation)),
                ReportOutcome.NotFound found => Problems.NotFound(found.What),
                ReportOutcome.Ambiguous => Problems.Of(StatusCodes.Status409Conflict, "ambiguous", "Several agents have a run of this name: say agent and environment."),
                ReportOutcome.Malformed malformed => Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "incident_invalid", "This cannot be reported so.", malformed.Faults),
                ReportOutcome.RoleMissing missing => AccessProblems.RoleMissing(missing.Needs),
                var other => throw new InvalidOperationException($"Unknown outcome {other}."),
            };
        }
    }

    public static async Task<IResult> GetAsync(string id, IncidentQuery query, TimeProvider clock, CancellationToken cancellation) =>
        IncidentId.TryParse(id, out var incident) && await ViewAsync(incident, query, clock, cancellation) is { } view ? TypedResults.Ok(view) : Problems.NotFound("incident");

    public static Task<IResult> ChangeAsync(HttpContext context, string id, ChangeIncidentHandler handler, IncidentQuery query, TimeProvider clock, CancellationToken cancellation) =>
        TakeAsync(context, id, IncidentLimits.BodyBytesMax, members => new IncidentChange.Describe(
            members.Text("title", IncidentLimits.TitleLengthMax), members.Named<IncidentSeverity>("severity"), members.Named<IncidentState>("state"), OwnerIn(members, context.Caller())),
            handler, query, clock, cancellation);

    public static Task<IResult> NoteAsync(HttpContext context, string id, ChangeIncidentHandler handler, IncidentQuery query, TimeProvider clock, CancellationToken cancellation) =>
        TakeAsync(context, id, IncidentLimits.BodyBytesMax * 2, members => new IncidentChange.Note(Required(members, "text", IncidentLimits.NoteLengthMax)), handler, query, clock, cancellation);

    public static Task<IResult> FollowUpAsync(HttpContext context, string id, ChangeIncidentHandler handler, IncidentQuery query, TimeProvider clock, CancellationToken cancellation) =>
        TakeAsync(context, id, IncidentLimits.BodyBytesMax, members => new IncidentChange.AddFollowUp(
            Required(members, "text", IncidentLimits.FollowUpLengthMax), Required(members, "owner", IncidentLimits.OwnerLengthMax), DayIn(members, "due", isRequired: true) ?? default), handler, query, clock, cancellation);

    public static async Task<IResult> FinishAsync(HttpContext context, string id, string number, ChangeIncidentHandler handler, IncidentQuery query, TimeProvider clock, CancellationToken cancellation)
    {
        if (!IncidentId.TryParse(id, out var incident)) return Problems.NotFound("incident");
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var one)) return Problems.NotFound("follow-up");
        return await AnswerAsync(await handler.HandleAsync(new(context.Caller(), incident, new IncidentChange.FinishFollowUp(one)), cancellation), query, clock, cancellation);
    }

    public static Task<IResult> AccessReviewAsync(HttpContext context, string id, ChangeIncidentHandler handler, IncidentQuery query, TimeProvider clock, CancellationToken cancellation) =>
        TakeAsync(context, id, IncidentLimits.BodyBytesMax * 4, members => new IncidentChange.AnswerReview(
            Required(members, "had", IncidentLimits.AnswerLengthMax), Required(members, "used", IncidentLimits.AnswerLengthMax), Required(members, "excess", IncidentLimits.AnswerLengthMax)),
            handler, query, clock, cancellation);

    public static Task<IResult> CloseAsync(HttpContext context, string id, ChangeIncidentHandler handler, IncidentQuery query, TimeProvider clock, CancellationToken cancellation) =>
        TakeAsync(context, id, IncidentLimits.BodyBytesMax * 2, members => new IncidentChange.Close(GroundsIn(members)), handler, query, clock, cancellation);

    public static Task<IResult> ReopenAsync(HttpContext context, string id, ChangeIncidentHandler handler, IncidentQuery query, TimeProvider clock, CancellationToken cancellation) =>
        TakeAsync(context, id, IncidentLimits.BodyBytesMax, members => new IncidentChange.Reopen(Required(members, "reason", IncidentLimits.ReasonLengthMax)), handler, query, clock, cancellation);

    public static Task<IResult> TicketAsync(HttpContext context, string id, ChangeIncidentHandler handler, IncidentQuery query, TimeProvider clock, CancellationToken cancellation) =>
        TakeAsync(context, id, IncidentLimits.BodyBytesMax, members =>
            new IncidentChange.OrderTicket(TicketTargetId.TryParse(members.Text("target", IncidentLimits.SearchLengthMax, isRequired: true), out var target) ? target : default), handler, query, clock, cancellation);

    public static Task<IResult> WritePostmortemAsync(HttpContext context, string id, ChangeIncidentHandler handler, IncidentQuery query, TimeProvider clock, CancellationToken cancellation) =>
        TakeAsync(context, id, IncidentLimits.PostmortemBytesMax, members => new IncidentChange.WritePostmortem(Required(members, "text", IncidentLimits.PostmortemLengthMax)), handler, query, clock, cancellation);

    /// <summary>The postmortem as it was written; before that, the template with all that is known.</summary>
    public static async Task<IResult> PostmortemAsync(string id, IncidentQuery query, CancellationToken cancellation) =>
        IncidentId.TryParse(id, out var incident) && await query.FindAsync(incident, cancellation) is { } sheet
            ? TypedResults.Text(sheet.PostmortemText, Markdown)
            : Problems.NotFound("incident");

    public static async Task<IResult> BundleAsync(string id, IncidentQuery query, string? number, string? format, CancellationToken cancellation)
    {
        if (format is not (null or "zip" or "json")) return RequestBody.Malformed("", "format is zip or json.");
        int? version = null;
        if (number is not null)
        {
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted)) return RequestBody.Malformed("", "number is a whole number.");
            version = wanted;
        }

        if (!IncidentId.TryParse(id, out var incident) || await query.BundleAsync(incident, version, cancellation) is not var (about, bundle)) return Problems.NotFound("bundle");
        // The name is ours alone: nothing that an agent chose becomes a file's name.
        var name = string.Create(CultureInfo.InvariantCulture, $"{incident}-{bundle.Number}");
        return format == "json"
            ? TypedResults.File(System.Text.Encoding.UTF8.GetBytes(bundle.Content), "application/json", name + ".json")
            : TypedResults.File(BundleArchive.Of(bundle, about.Postmortem), Zip, name + ".zip");
    }

    public static async Task<IResult> RefreshAsync(HttpContext context, string id, RefreshBundleHandler handler, IncidentQuery query, TimeProvider clock, CancellationToken cancellation) =>
        IncidentId.TryParse(id, out var incident)
            ? await AnswerAsync(await handler.HandleAsync(new(context.Caller(), incident), cancellation), query, clock, cancellation)
            : Problems.NotFound("incident");

    private static async Task<IResult> TakeAsync(HttpContext context, string id, int bytesMax, Func<MemberReader, IncidentChange> read, ChangeIncidentHandler handler,
        IncidentQuery query, TimeProvider clock, CancellationToken cancellation)
    {
        if (!IncidentId.TryParse(id, out var incident)) return Problems.NotFound("incident");
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, bytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var change = read(members);
            var version = members.Number("version", 1, int.MaxValue);
            if (members.Faults.Count > 0) return Unreadable(members);
            return await AnswerAsync(await handler.HandleAsync(new(context.Caller(), incident, change, version), cancellation), query, clock, cancellation);
        }
    }

    private static async Task<IResult> AnswerAsync(IncidentOutcome outcome, IncidentQuery query, TimeProvider clock, CancellationToken cancellation) => outcome switch
    {
        IncidentOutcome.Done done => TypedResults.Ok(await ViewAsync(done.Id, query, clock, cancellation)),
        IncidentOutcome.NotFound found => Problems.NotFound(found.What),
        IncidentOutcome.Changed changed => Problems.Of(StatusCodes.Status409Conflict, "changed", IncidentWords.Sentence(outcome), new Dictionary<string, object?> { ["version"] = changed.Version }),
        IncidentOutcome.PostmortemChanged => Problems.Of(StatusCodes.Status409Conflict, "changed", IncidentWords.Sentence(outcome)),
        IncidentOutcome.Malformed malformed => Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "incident_invalid", "This cannot be done so.", malformed.Faults),
        IncidentOutcome.Incomplete incomplete => Problems.Of(StatusCodes.Status409Conflict, "incident_incomplete", IncidentWords.Sentence(outcome),
            new Dictionary<string, object?> { ["missing"] = incomplete.Gaps.Select(WireName.Of).ToList() }),
        IncidentOutcome.WrongState wrong => Problems.Of(StatusCodes.Status409Conflict, "wrong_state", IncidentWords.Sentence(outcome), new Dictionary<string, object?> { ["state"] = WireName.Of(wrong.State) }),
        IncidentOutcome.TooMany => Problems.Of(StatusCodes.Status409Conflict, "too_many", IncidentWords.Sentence(outcome)),
        IncidentOutcome.RoleMissing missing => AccessProblems.RoleMissing(missing.Needs),
        IncidentOutcome.NotYourAgent => AccessProblems.NotYourAgent(),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    private static async Task<IncidentView?> ViewAsync(IncidentId id, IncidentQuery query, TimeProvider clock, CancellationToken cancellation) =>
        await query.FindAsync(id, cancellation) is { } sheet ? IncidentView.Of(sheet, clock.GetUtcNow()) : null;

    private static FailureSubject? WhatIn(MemberReader members)
    {
        var run = members.Text("run", RunLimits.NameLengthMax);
        var proposal = members.Text("proposal", IncidentLimits.SearchLengthMax);
        var alert = members.Text("alert", IncidentLimits.SearchLengthMax);
        var agent = members.Text("agent", AgentLimits.NameLengthMax);
        var environment = members.Text("environment", AccessLimits.EnvironmentLengthMax);
        if (members.Faults.Count > 0) return null;
        switch (run, proposal, alert)
        {
            case ({ Length: > 0 }, null, null):
                return new FailureSubject.OfRun(run, agent, environment);
            case (null, { } named, null):
                // An id that is none names no proposal.
                return new FailureSubject.OfProposal(ProposalId.TryParse(named, out var id) ? id : default);
            case (null, null, { } fired):
                return new FailureSubject.OfAlert(AlertId.TryParse(fired, out var found) ? found : default);
            default:
                members.Wrong("run", "must be named, or else a proposal or an alert: one of the three");
                return null;
        }
    }

    private static OwnerWish? OwnerIn(MemberReader members, Caller caller)
    {
        switch (members.Text("owner", IncidentLimits.SearchLengthMax))
        {
            case null:
                return null;
            case "":
                return new(null);
            case "me" when caller is Caller.Person person:
                return new(person.Id);
            case var text when PersonId.TryParse(text, out var id):
                return new(id);
            default:
                members.Wrong("owner", "must be a person's id, \"me\", or empty for nobody");
                return null;
        }
    }

    private static List<GroundWish> GroundsIn(MemberReader members)
    {
        if (members.Element("grounds", JsonValueKind.Array, isRequired: true) is not { } list) return [];
        if (list.GetArrayLength() > IncidentLimits.GroundsMax)
        {
            members.Wrong("grounds", string.Create(CultureInfo.InvariantCulture, $"may have {IncidentLimits.GroundsMax} entries"));
            return [];
        }

        var grounds = new List<GroundWish>();
        foreach (var entry in list.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.Object)
            {
                members.Wrong("grounds", "must hold objects");
                continue;
            }

            var each = new MemberReader(entry);
            var kind = each.Named<GroundKind>("kind", isRequired: true);
            var what = each.Text("what", IncidentLimits.GroundLengthMax, isRequired: true);
            var version = each.Number("version", 1, int.MaxValue);
            var reason = each.Text("reason", IncidentLimits.ReasonLengthMax);
            var expires = DayIn(each, "expires_on", isRequired: false);
            foreach (var fault in each.Faults) members.Wrong("grounds", $"{fault.Pointer}: {fault.Message}");
            if (each.Faults.Count == 0) grounds.Add(new(kind!.Value, what!, version, reason, expires));
        }

        return grounds;
    }

    private static DateOnly? DayIn(MemberReader members, string name, bool isRequired)
    {
        if (members.Text(name, 10, isRequired) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        members.Wrong(name, "must be a day such as 2026-05-31");
        return null;
    }

    private static string Required(MemberReader members, string name, int lengthMax) => members.Text(name, lengthMax, isRequired: true) ?? "";

    private static bool TryName<T>(string? text, out T? value) where T : struct, Enum
    {
        value = null;
        if (text is null) return true;
        if (!WireName.TryParse<T>(text, out var named)) return false;
        value = named;
        return true;
    }

    private static ProblemHttpResult Unreadable(MemberReader members) =>
        Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The body cannot be read.", members.Faults);
}
