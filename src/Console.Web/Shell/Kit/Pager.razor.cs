using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Shell.Kit;

/// <summary>Says which rows of how many are shown, and links to the pages before and after; the page is in the URL.</summary>
public sealed partial class Pager
{
    /// <summary>From 1.</summary>
    [Parameter, EditorRequired] public int Page { get; set; } = 1;

    [Parameter, EditorRequired] public int PageSize { get; set; } = 50;

    [Parameter, EditorRequired] public long Total { get; set; }

    [Parameter, EditorRequired] public Func<int, string> HrefOf { get; set; } = page => $"?page={page}";

    private long Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    private string Count
    {
        get
        {
            if (Total == 0) return "none";
            var first = (Page - 1L) * PageSize + 1;
            var last = Math.Min(first + PageSize - 1, Total);
            return string.Create(CultureInfo.InvariantCulture, $"{first:N0}–{last:N0} of {Total:N0}");
        }
    }
}
