using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Reviews.Permits;
using AgentConsole.Domain.Runs;
using AgentConsole.Domain.Spend;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AgentConsole.Infrastructure.Persistence.Conversions;

/// <summary>Keeps every id as a plain <see cref="Guid"/> column.</summary>
internal static class IdConverters
{
    public static void Apply(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<PersonId>().HaveConversion<PersonIdConverter>();
        conventions.Properties<AgentKeyId>().HaveConversion<AgentKeyIdConverter>();
        conventions.Properties<AccessTokenId>().HaveConversion<AccessTokenIdConverter>();
        conventions.Properties<ProposalId>().HaveConversion<ProposalIdConverter>();
        conventions.Properties<GrantId>().HaveConversion<GrantIdConverter>();
        conventions.Properties<PermitId>().HaveConversion<PermitIdConverter>();
        conventions.Properties<DecisionId>().HaveConversion<DecisionIdConverter>();
        conventions.Properties<EvaluationId>().HaveConversion<EvaluationIdConverter>();
        conventions.Properties<DeliveryId>().HaveConversion<DeliveryIdConverter>();
        conventions.Properties<WebhookEndpointId>().HaveConversion<WebhookEndpointIdConverter>();
        conventions.Properties<IncidentId>().HaveConversion<IncidentIdConverter>();
        conventions.Properties<TicketTargetId>().HaveConversion<TicketTargetIdConverter>();
        conventions.Properties<RunKey>().HaveConversion<RunKeyConverter>();
        conventions.Properties<PriceId>().HaveConversion<PriceIdConverter>();
        conventions.Properties<ReservationId>().HaveConversion<ReservationIdConverter>();
        conventions.Properties<AlertId>().HaveConversion<AlertIdConverter>();
        conventions.Properties<AlertRuleId>().HaveConversion<AlertRuleIdConverter>();
        conventions.Properties<RaiseId>().HaveConversion<RaiseIdConverter>();
        conventions.Properties<ScheduleId>().HaveConversion<ScheduleIdConverter>();
        conventions.Properties<ScheduledRunId>().HaveConversion<ScheduledRunIdConverter>();
    }

    private sealed class PersonIdConverter() : ValueConverter<PersonId, Guid>(id => id.Value, value => new(value));

    private sealed class IncidentIdConverter() : ValueConverter<IncidentId, Guid>(id => id.Value, value => new(value));

    private sealed class TicketTargetIdConverter() : ValueConverter<TicketTargetId, Guid>(id => id.Value, value => new(value));

    private sealed class AgentKeyIdConverter() : ValueConverter<AgentKeyId, Guid>(id => id.Value, value => new(value));

    private sealed class AccessTokenIdConverter() : ValueConverter<AccessTokenId, Guid>(id => id.Value, value => new(value));

    private sealed class ProposalIdConverter() : ValueConverter<ProposalId, Guid>(id => id.Value, value => new(value));

    private sealed class GrantIdConverter() : ValueConverter<GrantId, Guid>(id => id.Value, value => new(value));

    private sealed class PermitIdConverter() : ValueConverter<PermitId, Guid>(id => id.Value, value => new(value));

    private sealed class DecisionIdConverter() : ValueConverter<DecisionId, Guid>(id => id.Value, value => new(value));

    private sealed class EvaluationIdConverter() : ValueConverter<EvaluationId, Guid>(id => id.Value, value => new(value));

    private sealed class DeliveryIdConverter() : ValueConverter<DeliveryId, Guid>(id => id.Value, value => new(value));

    private sealed class WebhookEndpointIdConverter() : ValueConverter<WebhookEndpointId, Guid>(id => id.Value, value => new(value));

    private sealed class RunKeyConverter() : ValueConverter<RunKey, Guid>(key => key.Value, value => new(value));

    private sealed class PriceIdConverter() : ValueConverter<PriceId, Guid>(id => id.Value, value => new(value));

    private sealed class ReservationIdConverter() : ValueConverter<ReservationId, Guid>(id => id.Value, value => new(value));

    private sealed class AlertIdConverter() : ValueConverter<AlertId, Guid>(id => id.Value, value => new(value));

    private sealed class AlertRuleIdConverter() : ValueConverter<AlertRuleId, Guid>(id => id.Value, value => new(value));

    private sealed class ScheduleIdConverter() : ValueConverter<ScheduleId, Guid>(id => id.Value, value => new(value));

    private sealed class ScheduledRunIdConverter() : ValueConverter<ScheduledRunId, Guid>(id => id.Value, value => new(value));

    private sealed class RaiseIdConverter() : ValueConverter<RaiseId, Guid>(id => id.Value, value => new(value));
}
