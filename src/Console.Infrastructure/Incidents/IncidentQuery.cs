using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>Lists incidents, newest first, and shows one with all that belongs to it.</summary>
public sealed class IncidentQuery(
    IDbContextFactory<ConsoleDbContext> contexts, ActorNames names, AgentQuery agents, LedgerRowQuery ledger)
{
    private const int AttemptsShown = 5;

    // Notes stand in the timeline as what they say.
    private const string NotedKind = "incident_noted";

    public async Task<Page<IncidentRow>> ListAsync(IncidentFilter filter, PageCursor? after, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = Matching(db, filter);
        if (after is { } cursor) found = found.Where(row => row.OpenedAt <= cursor.At);
        var rows = await found.OrderByDescending(row => row.OpenedAt).ThenByDescending(row => row.Id).Skip(after?.Seen ?? 0).Take(limit + 1).Select(row => new IncidentRow
        {
            Id = row.Id,
            Title = row.Title,
            Severity = row.Severity,
            State = row.State,
            Agent = row.Agent,
            Environment = row.Environment,
            RunName = row.RunName,
            ProposalId = row.ProposalId,
            Fault = row.Fault,
            OwnerId = row.OwnerId,
            OwnerName = null,
            OpenedAt = row.OpenedAt,
            ClosedAt = row.ClosedAt,
            FollowUpsOpen = db.FollowUps.Count(one => one.IncidentId == row.Id && one.DoneAt == null),
            IsReviewed = db.AccessReviews.Any(review => review.IncidentId == row.Id && review.AnsweredAt != null),
        }).ToListAsync(cancellation);
        var owners = await ActorNames.OfAsync(db, [.. rows.Select(row => ActorOf(row.OwnerId)).OfType<string>()], cancellation);
        return Page.Of<IncidentRow>([.. rows.Select(row => ActorOf(row.OwnerId) is { } owner ? row with { OwnerName = owners[owner] } : row)], limit, row => row.OpenedAt, after);
    }

    /// <summary>The incident about this run, proposal or alert that is not closed.</summary>
    public async Task<IncidentId?> OpenAboutAsync(string agent, string environment, string? run, ProposalId? proposal, AlertId? alert, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await OpenAboutAsync(db, agent, environment, run, proposal, alert, cancellation);
    }

    internal static Task<IncidentId?> OpenAboutAsync(
        ConsoleDbContext db, string agent, string? environment, string? run, ProposalId? proposal, AlertId? alert, CancellationToken cancellation) =>
        db.Incidents.AsNoTracking().Where(row => row.State != IncidentState.Closed && row.Agent == agent
                && ((run != null && row.RunName == run && row.Environment == environment) || (proposal != null && row.ProposalId == proposal) || (alert != null && row.AlertId == alert)))
            .OrderByDescending(row => row.OpenedAt).Select(row => (IncidentId?)row.Id).FirstOrDefaultAsync(cancellation);

    public async Task<IncidentSheet?> FindAsync(IncidentId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Incidents.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } incident) return null;
        var review = await db.AccessReviews.AsNoTracking().SingleOrDefaultAsync(row => row.IncidentId == id, cancellation);
        var notes = await db.IncidentNotes.AsNoTracking().Where(row => row.IncidentId == id).OrderBy(row => row.Number).Take(IncidentLimits.NotesMax).ToListAsync(cancellation);
        var tickets = await TicketsAsync(db, id, cancellation);
        var targets = await db.TicketTargets.AsNoTracking().Where(target => !target.IsDisabled).OrderBy(target => target.Name).Take(IncidentLimits.TicketTargetsMax).ToListAsync(cancellation);
        List<string> actors = [incident.OpenedBy, .. notes.Select(note => note.By), .. new[] { ActorOf(incident.OwnerId), review?.AnsweredBy }.OfType<string>()];
        var named = await names.OfAsync(actors, cancellation);
        return new()
        {
            Incident = incident,
            OpenedByName = named[incident.OpenedBy],
            OwnerName = ActorOf(incident.OwnerId) is { } owner ? named[owner] : null,
            Agent = await agents.FindAsync(incident.Agent, cancellation),
            Review = review,
            ReviewedByName = review is null ? null : named[review.AnsweredBy],
            FollowUps = await db.FollowUps.AsNoTracking().Where(row => row.IncidentId == id).OrderBy(row => row.Number).Take(IncidentLimits.FollowUpsMax).ToListAsync(cancellation),
            Grounds = await db.CloseGrounds.AsNoTracking().Where(row => row.IncidentId == id).OrderBy(row => row.Number).ToListAsync(cancellation),
            Bundles = await db.IncidentBundles.AsNoTracking().Where(row => row.IncidentId == id).OrderByDescending(row => row.Number)
                .Select(row => new BundleRow(row.Number, row.MadeAt, row.Digest, row.IsCut)).ToListAsync(cancellation),
            Tickets = tickets,
            TargetsLeft = [.. targets.Where(target => tickets.All(row => row.Ticket.TargetId != target.Id))],
            Timeline = await TimelineAsync(db, incident, [.. notes.Select(note => new IncidentMoment(note.At, named[note.By], null, note.Text))], cancellation),
        };
    }

    /// <summary>A version of the bundle with its content; the newest where none is named.</summary>
    public async Task<(Incident Incident, IncidentBundle Bundle)?> BundleAsync(IncidentId id, int? number, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Incidents.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } incident) return null;
        var wanted = number ?? incident.BundleVersion;
        return await db.IncidentBundles.AsNoTracking().SingleOrDefaultAsync(row => row.IncidentId == id && row.Number == wanted, cancellation) is { } bundle ? (incident, bundle) : null;
    }

    private async Task<List<IncidentTicketRow>> TicketsAsync(ConsoleDbContext db, IncidentId id, CancellationToken cancellation)
    {
        var tickets = await db.IncidentTickets.AsNoTracking().Where(row => row.IncidentId == id).OrderBy(row => row.CreatedAt).ThenBy(row => row.TargetName).Take(IncidentLimits.TicketsMax).ToListAsync(cancellation);
        var ids = tickets.ConvertAll(ticket => ticket.DeliveryId);
        var sent = await DeliveriesQuery.Rows(db, db.Outbox.Where(item => ids.Contains(item.Id))).ToDictionaryAsync(row => row.Id, cancellation);
        var attempts = (await db.DeliveryAttempts.AsNoTracking().Where(attempt => ids.Contains(attempt.DeliveryId)).ToListAsync(cancellation)).ToLookup(attempt => attempt.DeliveryId);
        return [.. tickets.Where(ticket => sent.ContainsKey(ticket.DeliveryId)).Select(ticket => new IncidentTicketRow(ticket, sent[ticket.DeliveryId],
            [.. attempts[ticket.DeliveryId].OrderByDescending(attempt => attempt.Number).Take(AttemptsShown)]))];
    }

    private async Task<IReadOnlyList<IncidentMoment>> TimelineAsync(ConsoleDbContext db, Incident incident, List<IncidentMoment> notes, CancellationToken cancellation)
    {
        var facts = new List<LedgerRow>();
        facts.AddRange((await ledger.BeforeAsync(new(Subject: "incident:" + incident.Id), null, IncidentLimits.TimelineEntriesMax, cancellation)).Where(row => row.Kind != NotedKind));
        facts.AddRange((await ledger.BeforeAsync(new(Subject: StopTarget.Agent(incident.Agent).Subject), null, IncidentLimits.TimelineEntriesMax, cancellation)).Where(row => row.At >= incident.OpenedAt && (incident.ClosedAt is not { } over || row.At <= over)));
        // While people are still voting on it, what they said is not told here either.
        if (incident.ProposalId is { } proposal && !await db.Proposals.AnyAsync(row => row.Id == proposal && row.Status == ProposalStatus.Pending, cancellation))
            facts.AddRange(await ledger.StoryOfAsync(proposal, cancellation));
        return [.. facts.Select(row => new IncidentMoment(row.At, row.ActorName, row, null)).Concat(notes).OrderBy(one => one.At).ThenBy(one => one.Entry?.Seq ?? long.MaxValue)];
    }

    private static string? ActorOf(Domain.Access.PersonId? person) => person is { } id ? "person:" + id : null;

    private static IQueryable<Incident> Matching(ConsoleDbContext db, IncidentFilter filter)
    {
        var rows = db.Incidents.AsNoTracking();
        if (!filter.IsReadable) return rows.Where(_ => false);
        if (filter.State is { } state) rows = rows.Where(row => row.State == state);
        if (filter.IsOpen) rows = rows.Where(row => row.State != IncidentState.Closed);
        if (filter.Severity is { } severity) rows = rows.Where(row => row.Severity == severity);
        if (filter.Agent is { Length: > 0 } agent) rows = rows.Where(row => row.Agent == agent);
        if (string.IsNullOrWhiteSpace(filter.Search)) return rows;
        var text = filter.Search.Trim();
        return IncidentId.TryParse(text, out var id)
            ? rows.Where(row => row.Id == id)
            : rows.Where(row => row.Title.Contains(text) || row.Agent.Contains(text) || (row.RunName != null && row.RunName.Contains(text)));
    }
}
