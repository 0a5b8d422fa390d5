using Kimi.Dsl;
using Kimi.Runtime.Stages;
using Kimi.Tests;
using Kimi.Torch.Models;
using Kimi.Torch.Tokenization;

namespace Kimi.Runtime.Tests.Tools;

public sealed class ToolRolloutTests : IDisposable
{
    private readonly LoadedPolicy _policy = new(TinyModels.Create(TinyModels.Qwen), Tokenizer.OfCharacters(ToolRollouts.Alphabet));

    public void Dispose() => _policy.Dispose();

    [Fact]
    public async Task A_policy_calls_a_tool_reads_the_result_and_answers()
    {
        var rollout = await ToolRollouts.OfAsync(_policy, 64, "1[add(12,7)]", "19");

        Assert.Equal(["1[add(12,7 )]", "[19]", "19 "], rollout.Turns.Select(Describe));
        Assert.Equal(("19", StopReason.EndOfText, 15), (rollout.Text, rollout.StopReason, rollout.Length));
        Assert.Equal([.. Enumerable.Repeat(true, 12), .. Enumerable.Repeat(false, 4), .. Enumerable.Repeat(true, 3)], rollout.TokensWhere(_ => true));
    }

    [Fact]
    public async Task A_stop_text_that_ends_calls_changes_nothing()
    {
        var plain = await ToolRollouts.OfAsync(_policy, 64, "1[add(12,7)]", "19");
        var stopped = await ToolRollouts.StoppedAsync(_policy, 64, [")]"], "1[add(12,7)]", "19");

        Assert.Equal(plain.Turns.Select(Describe), stopped.Turns.Select(Describe));
        Assert.Equal((plain.Text, plain.StopReason, plain.Length), (stopped.Text, stopped.StopReason, stopped.Length));
    }

    [Fact]
    public async Task A_call_that_the_end_of_text_cuts_is_told_from_one_that_is_whole()
    {
        // The alphabet has no letters for the reason, so the response is a fault that names the letter.
        var rollout = await ToolRollouts.OfAsync(_policy, 64, "[add(12,7");

        Assert.Contains("'e'", Assert.IsType<Verdict.Fault>(rollout.Trouble).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_that_was_cut_is_recorded_and_counted()
    {
        var whole = await ToolRollouts.OfAsync(_policy, 4, "[add(12,7)]", "19");
        var cut = await ToolRollouts.OfAsync(_policy, 2, "[add(12,7)]", "[add(2,7)]", "19");
        var silent = await ToolRollouts.OfAsync(_policy, 2, "19");

        Assert.Equal("[1", cut.Turns.OfType<EnvironmentTurn>().First().Text);
        Assert.All(cut.Turns.OfType<EnvironmentTurn>(), reply => Assert.True(reply.IsCut));
        Assert.Equal(
            new Dictionary<string, double> { ["turns"] = 2, ["severalTurns"] = 2.0 / 3, ["repliesCut"] = 2.0 / 3 }, EpisodeMetrics.Of([whole, cut, silent]));
        Assert.Equal(new Dictionary<string, double> { ["turns"] = 1, ["severalTurns"] = 0 }, EpisodeMetrics.Of([silent]));
        Assert.Empty(EpisodeMetrics.Of([]));
    }

    private static string Describe(Turn turn) => turn switch
    {
        PolicyTurn policy => $"{policy.Text} {policy.StopText}",
        EnvironmentTurn reply => reply.Text,
        _ => "?",
    };
}
