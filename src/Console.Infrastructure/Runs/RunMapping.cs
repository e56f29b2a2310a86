using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>How runs and the marks of what they have read lie in tables.</summary>
internal sealed class RunMapping : IEntityTypeConfiguration<Run>, IEntityTypeConfiguration<RunReading>, IEntityTypeConfiguration<SealedMarkKey>
{
    public void Configure(EntityTypeBuilder<Run> builder)
    {
        builder.ToTable("Runs");
        builder.HasKey(run => run.Key);
        builder.Property(run => run.Key).ValueGeneratedNever();
        builder.Property(run => run.Agent).HasMaxLength(AgentLimits.NameLengthMax);
        builder.Property(run => run.Environment).HasMaxLength(AccessLimits.EnvironmentLengthMax);
        builder.Property(run => run.Name).HasMaxLength(RunLimits.NameLengthMax);
        builder.Property(run => run.Workflow).HasMaxLength(RunLimits.LabelLengthMax);
        builder.Property(run => run.Trigger).HasMaxLength(RunLimits.LabelLengthMax);
        builder.Property(run => run.AgentVersion).HasMaxLength(RunLimits.LabelLengthMax);
        builder.Property(run => run.Model).HasMaxLength(RunLimits.LabelLengthMax);
        builder.Property(run => run.StartDigest).HasMaxLength(RunLimits.DigestBytes);
        builder.Property(run => run.Outcome).HasMaxLength(RunLimits.OutcomeLengthMax);
        builder.Property(run => run.Version).IsConcurrencyToken();
        builder.HasIndex(run => new { run.Agent, run.Environment, run.Name }).IsUnique();
        builder.HasIndex(run => run.LastReadAt);
    }

    public void Configure(EntityTypeBuilder<RunReading> builder)
    {
        builder.ToTable("RunReadings");
        builder.HasKey(reading => new { reading.Run, reading.Step });
        builder.Property(reading => reading.Step).ValueGeneratedNever();
        builder.Property(reading => reading.Tool).HasMaxLength(ProposalLimits.ToolNameLengthMax);
        builder.Property(reading => reading.Digest).HasMaxLength(RunLimits.DigestBytes);
        builder.HasIndex(reading => new { reading.Run, reading.Digest }).IsUnique();
        builder.HasOne<Run>().WithMany().HasForeignKey(reading => reading.Run);
    }

    public void Configure(EntityTypeBuilder<SealedMarkKey> builder)
    {
        builder.ToTable("MarkKeys");
        builder.HasKey(key => key.Number);
        builder.Property(key => key.Number).ValueGeneratedNever();
        builder.Property(key => key.Sealed).HasMaxLength(RunLimits.SealedKeyBytesMax);
    }
}
