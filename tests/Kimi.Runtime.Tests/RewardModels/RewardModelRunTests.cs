using Kimi.Dsl;
using Kimi.Runtime.Tests.Execution;
using Kimi.Tests;

namespace Kimi.Runtime.Tests.RewardModels;

/// <summary>Reward models of tiny models, which learn that a right answer is a digit and a wrong one a sign.</summary>
public sealed class RewardModelRunTests
{
    private const double HeldOut = 0.5;

    [Fact]
    public async Task A_classic_one_distinguishes_right_from_wrong_on_unseen_prompts()
    {
        using var host = new TestHost();
        var recipe = new Recipe();

        await host.RunAsync(recipe.Graph, recipe.Classic);

        var losses = host.Log.Steps.Where(step => step.Stage == "Classic").Select(step => step.Values["loss"]).ToList();
        Assert.Equal(Math.Log(2), losses[0], 1e-6);
        Assert.InRange(losses[^1], 0, 0.1);
        var summary = host.Log.Finished.Single(result => result.Stage == "Classic").Metrics;
        Assert.Equal((1.0, 1.0, 0.0), (summary["heldOutAccuracy"], summary["pairAccuracy"], summary["unscorable"]));
        Assert.InRange(summary["expectedCalibrationError"], 0, 0.3);
    }

    [Fact]
    public async Task A_chain_of_thought_one_writes_its_reasons_and_a_verdict()
    {
        using var host = new TestHost();
        var recipe = new Recipe();

        await host.RunAsync(recipe.Graph, recipe.Critic);

        var summary = host.Log.Finished.Single(result => result.Stage == "Critic").Metrics;
        Assert.Equal((1.0, 0.0), (summary["heldOutAccuracy"], summary["unscorable"]));
        Assert.DoesNotContain("expectedCalibrationError", summary.Keys);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stopped_one_continues_to_the_same_weights(bool isClassic)
    {
        var recipe = new Recipe();
        var stage = isClassic ? recipe.Classic : recipe.Critic;
        using var whole = new TestHost();
        var expected = await whole.RunAsync(recipe.Graph, stage);
        using var stopped = new TestHost();
        using var stop = new CancellationTokenSource();
        stopped.Log.OnStep = step =>
        {
            if (step.Stage == stage.Name && step.Step == 33)
                stop.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.RunAsync(recipe.Graph, new() { Until = stage }, stop.Token));
        stopped.Log.OnStep = null;

        var actual = await stopped.RunAsync(recipe.Graph, stage);

        Assert.Contains(34, stopped.Log.StartedFrom);
        foreach (var file in Directory.GetFiles(expected.Folder).Select(Path.GetFileName))
            Assert.Equal(File.ReadAllBytes(Path.Combine(expected.Folder, file!)), File.ReadAllBytes(Path.Combine(actual.Folder, file!)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reinforcement_learns_what_it_values_and_repeats(bool isClassic)
    {
        var recipe = new Recipe();
        var (graph, longCot) = recipe.Reinforced(isClassic ? recipe.Classic : recipe.Critic);
        using var first = new TestHost();
        using var second = new TestHost();

        await first.RunAsync(graph, longCot);
        await second.RunAsync(graph, longCot);

        var rewards = Rewards(first);
        Assert.Equal(rewards, Rewards(second));
        Assert.True(rewards.TakeLast(3).Average() > rewards.Take(3).Average() + 0.1, string.Join(" ", rewards));

        static List<double> Rewards(TestHost host) => [.. host.Log.Steps.Where(step => step.Stage == "LongCot").Select(step => step.Values["reward"])];
    }

    [Fact]
    public async Task Models_are_compared_on_the_same_pairs()
    {
        using var host = new TestHost();
        var recipe = new Recipe();

        var comparison = await host.RunAsync(recipe.Graph, recipe.Judges);

        Assert.Equal(["Classic", "Critic"], comparison.Models.Select(model => model.RewardModel));
        Assert.All(comparison.Models, model => Assert.Equal((20, 40), (model.Pairs.Trials, model.Responses.Trials)));
        Assert.All(comparison.Models, model => Assert.InRange(model.Responses.Value, 0.9, 1));
        Assert.NotNull(comparison.Models[0].ExpectedCalibrationError);
        Assert.Null(comparison.Models[1].ExpectedCalibrationError);
        Assert.Equal(comparison.Models[1].Responses.Value, host.Log.Finished.Single(result => result.Stage == "Judges").Metrics["Critic.accuracy"]);
    }

    [Theory]
    [InlineData("{prompt}", "has no place for the response")]
    [InlineData("{prompt}Ω{response}", "not in the tokenizer's alphabet")]
    public async Task A_template_that_cannot_work_is_reported(string template, string message)
    {
        using var host = new TestHost();
        var recipe = new Recipe(template);

        var exception = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(recipe.Graph, recipe.Classic));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    /// <summary>A policy that alternates between right and wrong answers, and models that judge it.</summary>
    private sealed class Recipe
    {
        private readonly Stage<InitializeTransformerAttribute, Policy> _initial = new("Initial", new()
        {
            Layers = 1,
            HiddenSize = 24,
            AttentionHeads = 2,
            KeyValueHeads = 1,
            FeedForwardSize = 48,
            ContextLength = 48,
            Alphabet = "0123456789+=#\n{}\"corectualsf:".Distinct().Aggregate("", (text, character) => text + character),
        });

        private readonly Stage<FineTuneAttribute, Policy, Demonstrations, Policy> _sft;
        private readonly Stage<ProblemsAttribute, PromptSet> _problems = new("Problems", new ProblemsAttribute<Sums> { Count = 20, Split = Split.All });
        private readonly Stage[] _start;

        internal Recipe(string template = "{prompt}\n{answer}\n{response}\n")
        {
            Stage<DemonstrationsAttribute, PromptSet, Demonstrations> traces = new("Traces", new DemonstrationsAttribute<RightOrWrong>(), _problems);
            _sft = new("Sft", new() { Steps = 150, BatchSize = 10, LearningRate = 0.01, WarmupSteps = 5 }, _initial, traces);
            TransformStage<Preferences> pairs = new(
                "Pairs", new(), typeof(Recipe), [_problems],
                call => Task.FromResult(new Preferences(
                    [.. call.Output(_problems).Cast<MathProblem>().Select(problem => new Preference(problem.Prompt, $"#{problem.Answer}", "#+"))])));
            Classic = new(
                "Classic",
                new TrainRewardModelAttribute
                {
                    Steps = 60,
                    BatchSize = 8,
                    LearningRate = 0.01,
                    WarmupSteps = 5,
                    HeldOutShare = HeldOut,
                    CheckpointEvery = 20,
                    Template = template,
                },
                _initial, pairs, _problems);
            Critic = new(
                "Critic",
                new TrainCriticAttribute<Reasons>
                {
                    Steps = 150,
                    BatchSize = 8,
                    LearningRate = 0.01,
                    WarmupSteps = 5,
                    HeldOutShare = HeldOut,
                    CheckpointEvery = 20,
                    MaxCritiqueTokens = 24,
                    Template = template,
                },
                _initial, pairs, _problems);
            Judges = new("Judges", new(), StageInput.List<RewardModel>(Classic, Critic), pairs, _problems);
            _start = [_problems, _initial, traces, _sft, pairs];
            Graph = new("judges", typeof(Recipe), 1, [.. _start, Classic, Critic, Judges]);
        }

        internal Stage<RewardModelTrainingAttribute, Policy, Preferences, PromptSet, RewardModel> Classic { get; }

        internal Stage<RewardModelTrainingAttribute, Policy, Preferences, PromptSet, RewardModel> Critic { get; }

        internal Stage<CompareRewardModelsAttribute, IReadOnlyList<RewardModel>, Preferences, PromptSet, RewardModelComparison> Judges { get; }

        internal RecipeGraph Graph { get; }

        internal (RecipeGraph Graph, Stage<Policy> LongCot) Reinforced(Stage<RewardModel> judge)
        {
            Stage<ReinforceAttribute, Policy, PromptSet, Policy> longCot = new(
                "LongCot", new() { Iterations = 12, PromptsPerIteration = 20, SamplesPerPrompt = 8, MaxResponseTokens = 5, LearningRate = 1e-3 }, _sft,
                _problems)
            {
                Objective = new MirrorDescentAttribute(),
                Rewards = [new ModelRewardAttribute()],
                RewardModel = judge,
            };
            return (new("judged", typeof(Recipe), 1, [.. _start, judge, longCot]), longCot);
        }
    }

    [ImplementationVersion(1)]
    private sealed class RightOrWrong : IDemonstrationSource<MathProblem>
    {
        public string Respond(MathProblem problem, Random random) => random.Next(2) == 0 ? $"#{problem.Answer}" : "#+";
    }

    [ImplementationVersion(1)]
    private sealed class Reasons : ICritiqueSource<MathProblem>
    {
        public string Critique(MathProblem problem, string response, bool correct, Random random) => response[1..];
    }
}
