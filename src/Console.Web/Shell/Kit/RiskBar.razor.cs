using AgentConsole.Domain.Risk;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Shell.Kit;

/// <summary>Risk as a number, a word and five steps; not a traffic light.</summary>
public sealed partial class RiskBar
{
    [Parameter, EditorRequired] public int? Score { get; set; }

    /// <summary>Without the word, for narrow lists.</summary>
    [Parameter] public bool Short { get; set; }

    private RiskBand Band => RiskModel.Band(Score ?? 0);

    private int Steps => (int)Band + 1;

    private string Word => Band switch
    {
        RiskBand.Low => "low",
        RiskBand.Guarded => "guarded",
        RiskBand.Elevated => "elevated",
        RiskBand.High => "high",
        RiskBand.Severe => "severe",
    };
}
