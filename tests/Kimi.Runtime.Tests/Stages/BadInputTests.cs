using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.Stages;

/// <summary>Whole runs on bad problems and rewards: one line says what is wrong, where and what to do, before anything is trained on it.</summary>
public sealed class BadInputTests
{
    private static readonly ReinforceAttribute s_short = new() { Iterations = 3, PromptsPerIteration = 2, SamplesPerPrompt = 2, MaxResponseTokens = 5 };

    [Fact]
    public async Task A_set_without_problems_is_named_with_the_stage_that_made_it()
    {
        Assert.Equal("stage LongCot has no problems to learn from: check stage Chosen", await ReinforceOn());
        Assert.Equal("stage Report has no problems to evaluate on: check stage Chosen", await EvaluateOn());
    }

    [Fact]
    public async Task One_prompt_in_a_hundred_that_is_longer_than_the_context_is_found_before_the_first_iteration()
    {
        var problems = Enumerable.Range(0, 99).Select(index => Problem($"{index}", "1+1="));

        Assert.Equal(
            "stage LongCot: the prompt of problem long has 13 tokens, which with MaxResponseTokens 5 exceeds the policy's context of 16: "
            + "shorten one or raise ContextLength",
            await ReinforceOn([.. problems, Problem("long", "1+1+1+1+1+1+1")]));
    }

    [Fact]
    public async Task An_empty_prompt_is_named_by_its_problem() =>
        Assert.Equal(
            "stage LongCot: problem nothing has an empty prompt: give it one, or leave the problem out", await ReinforceOn(Problem("nothing", "")));

    [Fact]
    public async Task Problems_that_no_reward_can_score_stop_the_run() => Assert.Equal(
        "stage LongCot: none of 4 responses could be scored (ExactAnswerReward on problem a: problem a has no reference answer): "
        + "check that the reward fits the problems",
        await ReinforceOn(Problem("a", "1+1=") with { Answer = "" }));

    [Theory]
    [InlineData(double.NaN, "gave NaN, outside 0 to 1: scale its verdicts")]
    [InlineData(2, "gave 2, outside 0 to 1: scale its verdicts")]
    public async Task A_reward_with_invalid_values_stops_the_run(double value, string says)
    {
        var error = await FailAsync(Recipe([Problem("a", "1+1=")], new ConstantAttribute { Value = value }).LongCot);

        Assert.Contains("stage LongCot: the rewards failed on ", error);
        Assert.Contains(says, error);
    }

    private static MathProblem Problem(string id, string prompt) => new() { Id = id, Prompt = prompt, Answer = "2" };

    private static Task<string> ReinforceOn(params MathProblem[] problems) => FailAsync(Recipe(problems, new ExactAnswerRewardAttribute()).LongCot);

    private static Task<string> EvaluateOn(params MathProblem[] problems) => FailAsync(Recipe(problems, new ExactAnswerRewardAttribute()).Report);

    /// <summary>The error of the run, which trains in no iteration.</summary>
    private static async Task<string> FailAsync<TOutput>(Stage<TOutput> stage)
        where TOutput : Artifact
    {
        using var host = new TestHost();
        var recipe = new RecipeGraph("bad", typeof(BadInputTests), 1, [.. Upstream(stage)]);
        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(recipe, stage));
        Assert.DoesNotContain(host.Log.Steps, step => step.Stage == "LongCot");
        return error.Message;
    }

    private static IEnumerable<Stage> Upstream(Stage stage) => stage.Inputs.SelectMany(input => input.Sources).SelectMany(Upstream).Append(stage).Distinct();

    private static (
        Stage<ReinforceAttribute, Policy, PromptSet, Policy> LongCot,
        Stage<EvaluateAttribute, IReadOnlyList<Policy>, PromptSet, Evaluation> Report) Recipe(MathProblem[] problems, RewardAttribute reward)
    {
        var tiny = new TinyRecipe();
        var chosen = new TransformStage<PromptSet>("Chosen", new(), typeof(BadInputTests), [], _ => Task.FromResult(new PromptSet(problems)));
        return (
            new("LongCot", s_short, tiny.Initial, chosen) { Objective = new MirrorDescentAttribute(), Rewards = [reward] },
            new("Report", new() { MaxResponseTokens = 5 }, StageInput.List<Policy>(tiny.Initial), chosen) { Rewards = [reward] });
    }

    private sealed class ConstantAttribute : RewardAttribute<Constant>
    {
        public double Value { get; set; }
    }

    [ImplementationVersion(1)]
    private sealed class Constant(ConstantAttribute options) : IReward<Problem>
    {
        public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken) => new(new Verdict.Scored(options.Value));
    }
}
