using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Alerts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>How rules, alerts and their occurrences lie in tables.</summary>
internal sealed class AlertMapping : IEntityTypeConfiguration<AlertRule>, IEntityTypeConfiguration<Alert>, IEntityTypeConfiguration<AlertOccurrence>
{
    private const int PersonNameLengthMax = AccessLimits.DisplayNameLengthMax;

    public void Configure(EntityTypeBuilder<AlertRule> builder)
    {
        builder.ToTable("AlertRules");
        builder.HasKey(rule => rule.Id);
        builder.Property(rule => rule.Id).ValueGeneratedNever();
        builder.Property(rule => rule.Name).HasMaxLength(AlertLimits.NameLengthMax);
        builder.Property(rule => rule.Agent).HasMaxLength(AgentLimits.NameLengthMax);
        builder.Property(rule => rule.Tool).HasMaxLength(AlertLimits.ToolLengthMax);
        builder.Property(rule => rule.Workflow).HasMaxLength(AlertLimits.WorkflowLengthMax);
        builder.Property(rule => rule.Owner).HasMaxLength(AccessLimits.EmailLengthMax);
        builder.Property(rule => rule.RunbookUrl).HasMaxLength(AlertLimits.RunbookLengthMax);
        builder.Property(rule => rule.Channels).HasMaxLength(AlertLimits.ChannelsColumnLengthMax);
        builder.Property(rule => rule.Version).IsConcurrencyToken();
        builder.Ignore(rule => rule.Terms);
        builder.HasIndex(rule => new { rule.CreatedAt, rule.Id });
    }

    public void Configure(EntityTypeBuilder<Alert> builder)
    {
        builder.ToTable("Alerts");
        builder.HasKey(alert => alert.Id);
        builder.Property(alert => alert.Id).ValueGeneratedNever();
        builder.Property(alert => alert.RuleName).HasMaxLength(AlertLimits.NameLengthMax);
        builder.Property(alert => alert.Agent).HasMaxLength(AgentLimits.NameLengthMax);
        builder.Property(alert => alert.Tool).HasMaxLength(AlertLimits.ToolLengthMax);
        builder.Property(alert => alert.Workflow).HasMaxLength(AlertLimits.WorkflowLengthMax);
        builder.Property(alert => alert.Environment).HasMaxLength(AccessLimits.EnvironmentLengthMax);
        builder.Property(alert => alert.GroupKey).HasMaxLength(AlertLimits.GroupKeyLengthMax).IsUnicode(false);
        builder.Property(alert => alert.Owner).HasMaxLength(AccessLimits.EmailLengthMax);
        builder.Property(alert => alert.RunbookUrl).HasMaxLength(AlertLimits.RunbookLengthMax);
        builder.Property(alert => alert.Evidence).HasMaxLength(AlertLimits.EvidenceLengthMax);
        builder.Property(alert => alert.AcknowledgedBy).HasMaxLength(PersonNameLengthMax);
        builder.Property(alert => alert.SilencedBy).HasMaxLength(PersonNameLengthMax);
        builder.Property(alert => alert.SilenceReason).HasMaxLength(AlertLimits.ReasonLengthMax);
        builder.Property(alert => alert.ResolvedBy).HasMaxLength(PersonNameLengthMax);
        builder.Property(alert => alert.ResolveReason).HasMaxLength(AlertLimits.ReasonLengthMax);
        builder.Property(alert => alert.Version).IsConcurrencyToken();
        builder.Ignore(alert => alert.Scope);
        builder.Ignore(alert => alert.Traits);
        builder.Ignore(alert => alert.EvidenceList);
        builder.Ignore(alert => alert.IsActive);
        // Two nodes that find the same fault make one alert of it.
        builder.HasIndex(alert => new { alert.GroupKey, alert.Episode }).IsUnique();
        builder.HasIndex(alert => new { alert.IsShadow, alert.Status, alert.OpenedAt });
        builder.HasIndex(alert => new { alert.RuleId, alert.OpenedAt });
    }

    public void Configure(EntityTypeBuilder<AlertOccurrence> builder)
    {
        builder.ToTable("AlertOccurrences");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasOne<Alert>().WithMany().HasForeignKey(row => row.AlertId);
        builder.HasIndex(row => new { row.AlertId, row.At });
        builder.HasIndex(row => new { row.RuleId, row.IsFiring, row.At });
        builder.HasIndex(row => row.At);
    }
}
