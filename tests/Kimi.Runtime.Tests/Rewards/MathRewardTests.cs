using Kimi.Dsl;
using Kimi.Runtime.Rewards;
using Kimi.Runtime.Tests.Execution;
using Kimi.Runtime.Tests.Rollouts;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Rewards;

/// <summary>The reward for mathematical answers.</summary>
public sealed class MathRewardTests : IDisposable
{
    private static readonly MathProblem s_problem = new() { Id = "1", Prompt = "(a+2)(a-2)=", Answer = "a^2-4" };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_equivalent_form_is_right_and_the_rule_says_where_it_was()
    {
        var verdict = Assert.IsType<Verdict.Scored>(await JudgeAsync(new(), s_problem, @"So it is \boxed{(a+2)(a-2)}."));

        Assert.Equal((1, "boxed"), (verdict.Value, verdict.Rule));
    }

    [Fact]
    public async Task A_rule_that_is_off_finds_no_answer()
    {
        var verdict = Assert.IsType<Verdict.Scored>(
            await JudgeAsync(new() { Marked = false, Stated = false, LastLine = false }, s_problem, "The answer is a^2-4."));

        Assert.Equal((0, "no answer"), (verdict.Value, verdict.Rule));
    }

    [Fact]
    public void All_rules_off_is_told() => Assert.Equal(
        "[MathReward] finds no answer anywhere: set one of Boxed, Marked, Stated and LastLine to true",
        Assert.Throws<KimiException>(() => new MathReward(new() { Boxed = false, Marked = false, Stated = false, LastLine = false })).Message);

    [Fact]
    public async Task A_reference_that_cannot_be_read_is_unscorable()
    {
        var verdict = Assert.IsType<Verdict.Unscorable>(await JudgeAsync(new(), s_problem with { Answer = @"\boxed{\frac{1}}" }, "1"));

        Assert.StartsWith("the reference answer of problem 1: the answer", verdict.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"\\boxed{\\frac{1}}", true)]
    [InlineData(@"\\boxed{\\frac{1}{2}}", false)]
    public async Task A_file_with_a_reference_that_cannot_be_read_is_told_by_line_before_the_first_stage(string answer, bool isTold)
    {
        var path = Path.Combine(_folder.Path, "problems.jsonl");
        await File.WriteAllTextAsync(path, $$"""{"prompt": "1+1=", "answer": "2"}{{"\n"}}{"prompt": "1+2=", "answer": "{{answer}}"}{{"\n"}}""");
        var tiny = new TinyRecipe();
        var problems = new Stage<ProblemsFileAttribute, PromptSet>("Problems", new() { Path = path });
        var report = new Stage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation>(
            "Report", new() { MaxResponseTokens = 5 }, StageInput.List<Policy>(tiny.Initial), problems)
        { Rewards = [new MathRewardAttribute()] };
        using var host = new TestHost();

        var run = () => host.RunAsync(new("math", typeof(MathRewardTests), 1, tiny.Initial, problems, report), report);

        if (!isTold)
        {
            await run();
            return;
        }

        var error = await Assert.ThrowsAsync<KimiException>(run);
        Assert.Equal(
            $"{path}(2): [MathReward] cannot use its reference answer: the answer '\\frac{{1}}' cannot be read: a value is missing at character 9: "
            + "correct or delete the row",
            error.Message);
        Assert.Empty(host.Log.Steps);
    }

    private static async Task<Verdict> JudgeAsync(MathRewardAttribute options, MathProblem problem, string response)
    {
        IRolloutReward reward = new MathReward(options);
        return await reward.JudgeAsync(problem, TestRollouts.Of(response), default);
    }
}
