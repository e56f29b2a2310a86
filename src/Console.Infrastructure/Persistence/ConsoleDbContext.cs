using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Reviews.Permits;
using AgentConsole.Domain.Risk;
using AgentConsole.Domain.Runs;
using AgentConsole.Domain.Spend;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Domain.Tools;
using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Domain.Tools.Guards;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Jobs.History;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence.Conversions;
using AgentConsole.Infrastructure.Policies.Opa;
using AgentConsole.Infrastructure.Runs;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Persistence;

/// <summary>The one model of all three databases: sets and conventions. Mappings sit in their rooms.</summary>
public abstract class ConsoleDbContext(DbContextOptions options) : IdentityUserContext<Person, Guid>(options)
{
    public DbSet<PersonRole> PersonRoles => Set<PersonRole>();
    public DbSet<AgentKey> AgentKeys => Set<AgentKey>();
    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();
    public DbSet<SetupLink> SetupLinks => Set<SetupLink>();
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();
    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();
    public DbSet<Agent> Agents => Set<Agent>();
    public DbSet<StopOrder> StopOrders => Set<StopOrder>();
    public DbSet<StopDrill> StopDrills => Set<StopDrill>();
    public DbSet<ToolVersion> ToolVersions => Set<ToolVersion>();
    public DbSet<PolicySet> PolicySets => Set<PolicySet>();
    public DbSet<PolicyVersion> PolicyVersions => Set<PolicyVersion>();
    public DbSet<PolicyEvaluation> PolicyEvaluations => Set<PolicyEvaluation>();
    public DbSet<ShadowDifference> ShadowDifferences => Set<ShadowDifference>();
    public DbSet<OutsideDecision> OutsideDecisions => Set<OutsideDecision>();
    public DbSet<ProposalTally> ProposalTallies => Set<ProposalTally>();
    public DbSet<RiskTableVersion> RiskTables => Set<RiskTableVersion>();
    public DbSet<Run> Runs => Set<Run>();
    public DbSet<RunReading> RunReadings => Set<RunReading>();
    public DbSet<SealedMarkKey> MarkKeys => Set<SealedMarkKey>();
    public DbSet<Price> Prices => Set<Price>();
    public DbSet<PriceChange> PriceChanges => Set<PriceChange>();
    public DbSet<Budget> Budgets => Set<Budget>();
    public DbSet<BudgetRaise> BudgetRaises => Set<BudgetRaise>();
    public DbSet<BudgetUse> BudgetUses => Set<BudgetUse>();
    public DbSet<SpendReservation> SpendReservations => Set<SpendReservation>();
    public DbSet<Proposal> Proposals => Set<Proposal>();
    public DbSet<Grant> Grants => Set<Grant>();
    public DbSet<Execution> Executions => Set<Execution>();
    public DbSet<ToolGuard> ToolGuards => Set<ToolGuard>();
    public DbSet<Domain.Tools.Guards.RepeatedCall> RepeatedCalls => Set<Domain.Tools.Guards.RepeatedCall>();
    public DbSet<Decision> Decisions => Set<Decision>();
    public DbSet<Claim> Claims => Set<Claim>();
    public DbSet<Permit> Permits => Set<Permit>();
    public DbSet<Opening> Openings => Set<Opening>();

    public DbSet<Delegation> Delegations => Set<Delegation>();

    public DbSet<RefusedCall> RefusedCalls => Set<RefusedCall>();

    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<AlertRule> AlertRules => Set<AlertRule>();
    public DbSet<Alert> Alerts => Set<Alert>();
    public DbSet<AlertOccurrence> AlertOccurrences => Set<AlertOccurrence>();
    public DbSet<OutboxItem> Outbox => Set<OutboxItem>();
    public DbSet<DeliveryAttempt> DeliveryAttempts => Set<DeliveryAttempt>();
    public DbSet<WebhookEndpoint> WebhookEndpoints => Set<WebhookEndpoint>();
    public DbSet<Incident> Incidents => Set<Incident>();
    public DbSet<IncidentNote> IncidentNotes => Set<IncidentNote>();
    public DbSet<FollowUp> FollowUps => Set<FollowUp>();
    public DbSet<AccessReview> AccessReviews => Set<AccessReview>();
    public DbSet<CloseGround> CloseGrounds => Set<CloseGround>();
    public DbSet<IncidentBundle> IncidentBundles => Set<IncidentBundle>();
    public DbSet<IncidentTicket> IncidentTickets => Set<IncidentTicket>();
    public DbSet<TicketTarget> TicketTargets => Set<TicketTarget>();
    public DbSet<AgentSchedule> AgentSchedules => Set<AgentSchedule>();
    public DbSet<ScheduledRun> ScheduledRuns => Set<ScheduledRun>();
    public DbSet<JobRun> JobRuns => Set<JobRun>();
    public DbSet<JobPause> JobPauses => Set<JobPause>();
    public DbSet<LedgerEntry> LedgerEntries => Set<LedgerEntry>();
    public DbSet<LedgerPersonalValue> LedgerPersonalValues => Set<LedgerPersonalValue>();
    public DbSet<LedgerHead> LedgerHeads => Set<LedgerHead>();

    /// <summary>The end of the chain inside the running transaction; null outside of one.</summary>
    internal LedgerPosition? Position { get; set; }

    /// <summary>Identity's tables with passkeys, so that adding them later needs no new columns.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected abstract string? BinaryCollation { get; }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstantConverter>();
        IdConverters.Apply(configurationBuilder);
        Named<ProposalStatus>(configurationBuilder);
        Named<VerdictKind>(configurationBuilder);
        Named<PolicyEngine>(configurationBuilder);
        Named<PolicyVersionStatus>(configurationBuilder);
        Named<EvaluationMoment>(configurationBuilder);
        Named<DecisionKind>(configurationBuilder);
        Named<ReasonCode>(configurationBuilder);
        Named<Role>(configurationBuilder);
        Named<ReviewMail>(configurationBuilder);
        Named<Stage>(configurationBuilder);
        Named<StopScope>(configurationBuilder);
        Named<SideEffect>(configurationBuilder);
        Named<DeliveryStatus>(configurationBuilder);
        Named<SigningPurpose>(configurationBuilder);
        Named<ReadingKind>(configurationBuilder);
        Named<ResultTrust>(configurationBuilder);
        Named<PriceKind>(configurationBuilder);
        Named<BudgetKind>(configurationBuilder);
        Named<CapPeriod>(configurationBuilder);
        Named<ReservationStatus>(configurationBuilder);
        Named<Executor>(configurationBuilder);
        Named<ExecutionStatus>(configurationBuilder);
        Named<AlertKind>(configurationBuilder);
        Named<AlertMode>(configurationBuilder);
        Named<AlertSeverity>(configurationBuilder);
        Named<AlertStatus>(configurationBuilder);
        Named<FaultDomain>(configurationBuilder);
        Named<BodyForm>(configurationBuilder);
        Named<IncidentSeverity>(configurationBuilder);
        Named<IncidentState>(configurationBuilder);
        Named<GroundKind>(configurationBuilder);
        Named<TicketKind>(configurationBuilder);
        Named<JobRunOutcome>(configurationBuilder);
        Named<ScheduledRunStatus>(configurationBuilder);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(ConsoleDbContext).Assembly);
        KeyCollation.Apply(builder, BinaryCollation);
    }

    private static void Named<T>(ModelConfigurationBuilder conventions) where T : struct, Enum =>
        conventions.Properties<T>().HaveConversion<WireNameConverter<T>>().HaveMaxLength(32).AreUnicode(false);
}
