using AgentConsole.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgentConsole.Infrastructure.Jobs.History;

/// <summary>How the runs and the pauses of jobs lie in tables.</summary>
internal sealed class JobHistoryMapping : IEntityTypeConfiguration<JobRun>, IEntityTypeConfiguration<JobPause>
{
    public void Configure(EntityTypeBuilder<JobRun> builder)
    {
        builder.ToTable("JobRuns");
        builder.HasKey(run => run.Id);
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.Property(run => run.Job).HasMaxLength(JobLimits.NameLengthMax);
        builder.Property(run => run.Node).HasMaxLength(JobLimits.NodeLengthMax);
        builder.Property(run => run.Summary).HasMaxLength(JobLimits.SummaryLengthMax);
        builder.Property(run => run.Fault).HasMaxLength(JobLimits.FaultLengthMax);
        builder.Ignore(run => run.IsIdle);
        builder.HasIndex(run => new { run.Job, run.BeganAt });
        builder.HasIndex(run => new { run.Job, run.Outcome, run.BeganAt });
        builder.HasIndex(run => run.EndedAt);
    }

    public void Configure(EntityTypeBuilder<JobPause> builder)
    {
        builder.ToTable("JobPauses");
        builder.HasKey(pause => pause.Job);
        builder.Property(pause => pause.Job).HasMaxLength(JobLimits.NameLengthMax);
        builder.Property(pause => pause.PausedBy).HasMaxLength(LedgerLimits.ActorLengthMax);
    }
}
