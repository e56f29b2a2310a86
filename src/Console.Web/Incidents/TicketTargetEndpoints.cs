using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Deliveries.Tickets;
using AgentConsole.Infrastructure.Incidents.Tickets;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Incidents;

/// <summary>Where incidents become tickets, over HTTP.</summary>
internal static class TicketTargetEndpoints
{
    public static async Task<IResult> ListAsync(TicketTargetQuery query, TicketSecrets secrets, CancellationToken cancellation) =>
        TypedResults.Ok(ListView.Of((await query.ListAsync(cancellation)).Select(target => TicketTargetView.Of(target, secrets))));

    public static async Task<IResult> GetAsync(string id, TicketTargetQuery query, TicketSecrets secrets, CancellationToken cancellation) =>
        TicketTargetId.TryParse(id, out var target) && await query.FindAsync(target, cancellation) is { } found ? TypedResults.Ok(TicketTargetView.Of(found, secrets)) : Problems.NotFound("ticket target");

    public static Task<IResult> AddAsync(HttpContext context, SaveTicketTargetHandler handler, TicketTargetQuery query, TicketSecrets secrets, CancellationToken cancellation) =>
        SaveAsync(context, null, handler, query, secrets, cancellation);

    public static async Task<IResult> ChangeAsync(HttpContext context, string id, SaveTicketTargetHandler handler, TicketTargetQuery query, TicketSecrets secrets, CancellationToken cancellation) =>
        TicketTargetId.TryParse(id, out var target) ? await SaveAsync(context, target, handler, query, secrets, cancellation) : Problems.NotFound("ticket target");

    public static async Task<IResult> RemoveAsync(HttpContext context, string id, RemoveTicketTargetHandler handler, TicketTargetQuery query, TicketSecrets secrets, CancellationToken cancellation) =>
        TicketTargetId.TryParse(id, out var target)
            ? await AnswerAsync(await handler.HandleAsync(context.Caller(), target, cancellation), isNew: false, query, secrets, cancellation)
            : Problems.NotFound("ticket target");

    public static async Task<IResult> TestAsync(HttpContext context, string id, TestTicketTargetHandler handler, TicketTargetQuery query, TicketSecrets secrets, CancellationToken cancellation) =>
        TicketTargetId.TryParse(id, out var target)
            ? await AnswerAsync(await handler.HandleAsync(context.Caller(), target, cancellation), isNew: false, query, secrets, cancellation)
            : Problems.NotFound("ticket target");

    private static async Task<IResult> SaveAsync(
        HttpContext context, TicketTargetId? id, SaveTicketTargetHandler handler, TicketTargetQuery query, TicketSecrets secrets, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, IncidentLimits.BodyBytesMax * 2, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            var members = new MemberReader(body.RootElement);
            var kind = members.Named<TicketKind>("kind", isRequired: true);
            var form = new TicketTargetForm(
                (members.Text("name", IncidentLimits.TargetNameLengthMax, isRequired: true) ?? "").Trim(), kind ?? default,
                members.Text("base_url", ProposalLimits.UrlLengthMax, isRequired: true) ?? "", members.Text("project", IncidentLimits.ProjectLengthMax) ?? "",
                members.Text("secret", IncidentLimits.SecretNameLengthMax, isRequired: true) ?? "", LabelsIn(members), members.Text("issue_type", IncidentLimits.IssueTypeLengthMax) ?? "",
                PrioritiesIn(members), members.Text("template", IncidentLimits.TemplateLengthMax), members.Flag("disabled") ?? false);
            if (members.Faults.Count > 0) return Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The ticket target cannot be read.", members.Faults);
            return await AnswerAsync(await handler.HandleAsync(new(context.Caller(), id, form), cancellation), id is null, query, secrets, cancellation);
        }
    }

    private static async Task<IResult> AnswerAsync(TicketTargetOutcome outcome, bool isNew, TicketTargetQuery query, TicketSecrets secrets, CancellationToken cancellation)
    {
        switch (outcome)
        {
            case TicketTargetOutcome.Saved saved:
                var view = TicketTargetView.Of((await query.FindAsync(saved.Id, cancellation))!, secrets);
                return isNew ? TypedResults.Created($"/api/v1/ticket-targets/{view.Id}", view) : TypedResults.Ok(view);
            case TicketTargetOutcome.Removed:
                return TypedResults.NoContent();
            case TicketTargetOutcome.Tested tested:
                return TypedResults.Ok(new TicketTestView(tested.Fits, tested.HttpStatus, tested.Code, tested.Why));
            case TicketTargetOutcome.NotFound:
                return Problems.NotFound("ticket target");
            case TicketTargetOutcome.Malformed malformed:
                return Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "ticket_target_invalid", "This target cannot be used.", malformed.Faults);
            case TicketTargetOutcome.NameTaken:
                return Problems.Of(StatusCodes.Status409Conflict, "name_taken", IncidentWords.Sentence(outcome));
            case TicketTargetOutcome.TooMany:
                return Problems.Of(StatusCodes.Status409Conflict, "too_many", IncidentWords.Sentence(outcome));
            case TicketTargetOutcome.RoleMissing missing:
                return AccessProblems.RoleMissing(missing.Needs);
            default:
                throw new InvalidOperationException($"Unknown outcome {outcome}.");
        }
    }

    private static List<string> LabelsIn(MemberReader members)
    {
        if (members.Element("labels", JsonValueKind.Array, isRequired: false) is not { } list) return [];
        try
        {
            if (list.GetArrayLength() <= IncidentLimits.LabelsMax && list.EnumerateArray().All(label => label.ValueKind == JsonValueKind.String))
                return [.. list.EnumerateArray().Select(label => label.GetString()!)];
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is no text.
        }

        members.Wrong("labels", $"must hold at most {IncidentLimits.LabelsMax} texts");
        return [];
    }

    private static Dictionary<IncidentSeverity, string> PrioritiesIn(MemberReader members)
    {
        var priorities = new Dictionary<IncidentSeverity, string>();
        if (members.Element("priorities", JsonValueKind.Object, isRequired: false) is not { } map) return priorities;
        var each = new MemberReader(map);
        foreach (var severity in Enum.GetValues<IncidentSeverity>())
            if (each.Text(WireName.Of(severity), IncidentLimits.PriorityLengthMax) is { Length: > 0 } priority) priorities[severity] = priority;
        foreach (var fault in each.Faults) members.Wrong("priorities", $"{fault.Pointer}: {fault.Message}");
        if (map.GetPropertyCount() > Enum.GetValues<IncidentSeverity>().Length) members.Wrong("priorities", "names a severity that there is not");
        return priorities;
    }
}
