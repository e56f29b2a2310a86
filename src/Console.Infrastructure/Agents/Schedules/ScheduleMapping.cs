using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Infrastructure.Agents.Schedules;

/// <summary>How schedules and what they fired lie in tables.</summary>
internal sealed class ScheduleMapping : IEntityTypeConfiguration<AgentSchedule>, IEntityTypeConfiguration<ScheduledRun>
{
    public void Configure(EntityTypeBuilder<AgentSchedule> builder)
    {
        builder.ToTable("AgentSchedules");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Agent).HasMaxLength(AgentLimits.NameLengthMax);
        builder.Property(row => row.Environment).HasMaxLength(AccessLimits.EnvironmentLengthMax);
        builder.Property(row => row.Name).HasMaxLength(ScheduleLimits.NameLengthMax);
        builder.Property(row => row.Cron).HasMaxLength(ScheduleLimits.CronLengthMax);
        builder.Property(row => row.Zone).HasMaxLength(ScheduleLimits.ZoneLengthMax);
        builder.Property(row => row.Url).HasMaxLength(ProposalLimits.UrlLengthMax);
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.Ignore(row => row.Terms);
        builder.Ignore(row => row.Origin);
        builder.HasIndex(row => new { row.Agent, row.Name }).IsUnique();
        builder.HasIndex(row => new { row.CreatedAt, row.Id });
    }

    public void Configure(EntityTypeBuilder<ScheduledRun> builder)
    {
        builder.ToTable("ScheduledRuns");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Agent).HasMaxLength(AgentLimits.NameLengthMax);
        builder.Property(row => row.Environment).HasMaxLength(AccessLimits.EnvironmentLengthMax);
        builder.Property(row => row.RunName).HasMaxLength(ProposalLimits.RunIdLengthMax);
        builder.Property(row => row.ReasonCode).HasMaxLength(DeliveriesLimits.CodeCharactersMax);
        builder.Property(row => row.Reason).HasMaxLength(ScheduleLimits.ReasonLengthMax);
        builder.Property(row => row.Version).IsConcurrencyToken();
        // One run for each time of a line: whoever fires it second finds the first.
        builder.HasIndex(row => new { row.Schedule, row.FiredAt }).IsUnique();
        builder.HasIndex(row => new { row.Status, row.DueAt });
        builder.HasIndex(row => new { row.Agent, row.Environment, row.RunName }).IsUnique();
    }
}
