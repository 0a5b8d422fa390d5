using System.Text.Json;

namespace Kimi.Packages.Tests;

/// <summary>The sample of a policy with a tool, copied out of the repository.</summary>
/// <param name="feed">The packages.</param>
[Collection(nameof(PackedFeed))]
public sealed class CalculatorToolTests(PackedFeed feed)
{
    [Fact]
    [Trait("Category", "Long")]
    public async Task From_one_policy_and_with_one_budget_reinforcement_with_a_tool_learns_to_call_it_and_is_right_more_often()
    {
        var folder = await feed.CopySampleAsync("CalculatorTool");
        await DotnetProcess.SucceedAsync(folder, "build", "-nologo", "-warnaserror");

        await DotnetProcess.SucceedAsync(folder, Path.Combine("bin", "Debug", "net10.0", "CalculatorTool.dll"), "run", "calculator", "--threads", "1");

        using var summary = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "runs", "calculator", "latest", "summary.json")));
        double Metric(string stage, string metric) =>
            summary.RootElement.GetProperty("stages").GetProperty(stage).GetProperty("metrics").GetProperty(metric).GetDouble();
        Assert.InRange(Metric("ToolReport", "Sft.severalTurns"), 0.02, 0.3);
        Assert.InRange(Metric("ToolReport", "WithTool.severalTurns"), 0.8, 1);
        var (with, without) = (Metric("ToolReport", "WithTool.accuracy"), Metric("PlainReport", "WithoutTool.accuracy"));
        Assert.True(with >= without + 0.15, $"{with} with the tool and {without} without it");
        Assert.Equal(Metric("WithTool", "promptsDrawn"), Metric("WithoutTool", "promptsDrawn"));
    }
}
