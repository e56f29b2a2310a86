using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AgentConsole.E2E.Pages;

/// <summary>What every page has to be: found, headed, live where it says so, usable by everybody, and quiet in the browser's console.</summary>
public sealed class AnyPage
{
    private static readonly AxeRunOptions Standards = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    private readonly IPage _page;
    private readonly List<string> _complaints = [];

    public AnyPage(IPage page)
    {
        _page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error") _complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => _complaints.Add($"{page.Url}: {error}");
    }

    /// <summary>The rooms that the rail offers to whoever is signed in.</summary>
    public async Task<IReadOnlyList<string>> RoomsAsync() =>
        [.. (await _page.Locator(".rail a.room").EvaluateAllAsync<string[]>("links => links.map(each => each.getAttribute('href'))")).Distinct()];

    public async Task OpenAsync(string path)
    {
        var answer = await _page.GotoAsync(path);
        Assert.True(answer!.Ok, $"{path} answered {answer.Status}");
        await Expect(_page.Locator("#live-dot")).ToHaveTextAsync("Live");
        await Expect(_page.Locator("h1").First).ToBeVisibleAsync();
        await Expect(_page.Locator(".skeleton")).ToHaveCountAsync(0);
    }

    /// <summary>Notes what keeps anybody from using the page.</summary>
    public async Task ExamineAsync()
    {
        foreach (var violation in (await _page.RunAxe(Standards)).Violations)
            foreach (var node in violation.Nodes) _complaints.Add($"{_page.Url}: {violation.Id} ({violation.Impact}) {node.Html}");

        var fits = await _page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
        if (!fits) _complaints.Add($"{_page.Url}: is wider than the window");
    }

    public void IsWithoutComplaint() => Assert.True(_complaints.Count == 0, string.Join('\n', _complaints));
}
