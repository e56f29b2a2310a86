using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>How the outbox, its attempts and the registered endpoints lie in tables.</summary>
internal sealed class OutboxMapping : IEntityTypeConfiguration<OutboxItem>, IEntityTypeConfiguration<DeliveryAttempt>,
    IEntityTypeConfiguration<WebhookEndpoint>
{
    public void Configure(EntityTypeBuilder<OutboxItem> builder)
    {
        builder.ToTable("Outbox");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.EventType).HasMaxLength(DeliveriesLimits.EventTypeCharactersMax);
        builder.Property(row => row.Url).HasMaxLength(ProposalLimits.UrlLengthMax);
        builder.Property(row => row.Agent).HasMaxLength(AgentLimits.NameLengthMax);
        builder.Property(row => row.Notice).HasMaxLength(DeliveriesLimits.NoticeCharactersMax);
        builder.Property(row => row.FailureCode).HasMaxLength(DeliveriesLimits.CodeCharactersMax);
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.Ignore(row => row.AttemptsThisRound);
        builder.HasIndex(row => new { row.Status, row.DueAt });
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId);
        builder.HasIndex(row => row.TicketTargetId);
        builder.HasIndex(row => new { row.ProposalId });
        builder.HasIndex(row => new { row.AlertId, row.CreatedAt });
        builder.HasIndex(row => new { row.CreatedAt, row.Id });
    }

    public void Configure(EntityTypeBuilder<DeliveryAttempt> builder)
    {
        builder.ToTable("DeliveryAttempts");
        builder.HasKey(attempt => new { attempt.DeliveryId, attempt.Number });
        builder.Property(attempt => attempt.Fault).HasMaxLength(DeliveriesLimits.CodeCharactersMax);
        builder.Property(attempt => attempt.FaultDetail).HasMaxLength(DeliveriesLimits.FaultDetailCharactersMax);
        builder.Property(attempt => attempt.ResponseExcerpt).HasMaxLength(DeliveriesLimits.ResponseShownBytesMax);
        builder.HasOne<OutboxItem>().WithMany().HasForeignKey(attempt => attempt.DeliveryId);
    }

    public void Configure(EntityTypeBuilder<WebhookEndpoint> builder)
    {
        builder.ToTable("WebhookEndpoints");
        builder.HasKey(endpoint => endpoint.Id);
        builder.Property(endpoint => endpoint.Id).ValueGeneratedNever();
        builder.Property(endpoint => endpoint.Url).HasMaxLength(ProposalLimits.UrlLengthMax);
        builder.Property(endpoint => endpoint.Agent).HasMaxLength(AgentLimits.NameLengthMax);
        builder.Property(endpoint => endpoint.Description).HasMaxLength(DeliveriesLimits.DescriptionCharactersMax);
        builder.Property(endpoint => endpoint.EventTypes).HasMaxLength(1_000);
        builder.Property(endpoint => endpoint.DisabledReason).HasMaxLength(200);
        builder.Property(endpoint => endpoint.Form).HasDefaultValue(BodyForm.Standard);
        builder.Property(endpoint => endpoint.SealedUrl).HasMaxLength(4_000);
        builder.Property(endpoint => endpoint.SealedSecret).HasMaxLength(1_000);
        builder.Property(endpoint => endpoint.SealedPreviousSecret).HasMaxLength(1_000);
        builder.Property(endpoint => endpoint.Version).IsConcurrencyToken();
        builder.Ignore(endpoint => endpoint.IsDisabled);
        builder.Ignore(endpoint => endpoint.Origin);
        builder.Ignore(endpoint => endpoint.Needs);
        // One secret per agent; registered endpoints, which have none, do not clash.
        builder.HasIndex(endpoint => endpoint.Agent).IsUnique();
    }
}
