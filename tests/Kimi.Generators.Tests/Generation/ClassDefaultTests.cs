using Kimi.Dsl;
using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Generation;

/// <summary>Attributes on a recipe class give options to its stages and components.</summary>
public sealed class ClassDefaultTests
{
    private const string Base = """
        /// <summary>A team's own.</summary>
        public class QuizAttribute : StageAttribute<PromptSet>
        {
            /// <summary>Questions.</summary>
            public int Questions { get; set; }

            /// <summary>Tags.</summary>
            public string[] Tags { get; set; } = [];
        }

        /// <summary>A team's own, too.</summary>
        public sealed class HardQuizAttribute : QuizAttribute;

        /// <summary>A recipe.</summary>
        [Recipe("r")]
        [Sampling(MaxResponseTokens = 64, TopP = 0.9)]
        [Reinforce(Iterations = 24, SamplesPerPrompt = 4, TopP = 0.8)]
        [LengthPenalty(Weight = 0.3)]
        [Quiz(Questions = 10, Tags = new[] { "a", "b" })]
        [HardQuiz(Questions = 20)]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Quiz] public abstract PromptSet Problems();
            [HardQuiz] public abstract PromptSet HeldOut();
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy Plain(Policy warm, PromptSet problems);
            [Reinforce(Iterations = 12), MirrorDescent, ExactAnswerReward, LengthPenalty(FromIteration = 3)]
            public abstract Policy LongCot(Policy warm, PromptSet problems);
            [Reinforce, MirrorDescent, ExactAnswerReward, LengthPenalty(Weight = 0.4)]
            public abstract Policy Other(Policy warm, PromptSet problems);
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy plain, Policy longCot, Policy other, PromptSet heldOut);
        }

        """;

    private const string Derived = """
        [Recipe("s")]
        [Reinforce(Iterations = 48)]
        [Sampling(TopP = 0.7)]
        public abstract partial class S : R
        {
            [Reinforce, MirrorDescent, ExactAnswerReward, LengthPenalty(FromIteration = 3)]
            public abstract override Policy LongCot(Policy warm, PromptSet problems);
        }
        """;

    [Fact]
    public void A_stage_has_the_options_of_its_class_s_attribute_where_it_gives_none_itself()
    {
        var graph = Assemblies.Load(Base).Graph("r");

        Assert.Equal((24, 4), Reinforce(graph, "Plain"));
        Assert.Equal((12, 4), Reinforce(graph, "LongCot"));
    }

    [Fact]
    public void An_attribute_that_derives_from_the_class_s_takes_its_options_too_and_its_own_count_more()
    {
        var quizzes = Assemblies.Load(Base).Graph("r").Stages.Take(3).Select(stage => stage.Options)
            .Where(options => options.GetType().Name is "QuizAttribute" or "HardQuizAttribute").ToList();

        Assert.Equal([10, 20], quizzes.Select(options => Value("Questions", options)));
        Assert.All(quizzes, options => Assert.Equal(["a", "b"], Assert.IsType<string[]>(Value("Tags", options))));

        static object? Value(string option, StageAttribute options) => options.GetType().GetProperty(option)!.GetValue(options);
    }

    [Fact]
    public void Options_that_kinds_share_reach_all_of_them_and_the_kind_s_own_count_more()
    {
        var graph = Assemblies.Load(Base).Graph("r");

        Assert.Equal((64, 0.8), Sampling(graph, "LongCot"));
        Assert.Equal((64, 0.9), Sampling(graph, "Report"));
    }

    [Fact]
    public void Components_have_options_of_the_class_and_none_is_added()
    {
        var graph = Assemblies.Load(Base).Graph("r");

        Assert.Empty(Stage(graph, "Plain").Penalties);
        Assert.Equal((0.3, 3), Penalty("LongCot"));
        Assert.Equal((0.4, 0), Penalty("Other"));

        (double, int) Penalty(string stage)
        {
            var penalty = Assert.IsType<LengthPenaltyAttribute>(Assert.Single(Stage(graph, stage).Penalties));
            return (penalty.Weight, penalty.FromIteration);
        }
    }

    [Fact]
    public void A_derived_recipe_s_class_counts_more_than_its_base_s_and_what_a_stage_gives_more_than_both()
    {
        var graph = Assemblies.Load(Base + Derived).Graph("s");

        Assert.Equal((48, 4), Reinforce(graph, "Plain"));
        Assert.Equal((48, 4), Reinforce(graph, "LongCot"));
        Assert.Equal((64, 0.7), Sampling(graph, "Report"));
        Assert.Equal((64, 0.7), Sampling(graph, "LongCot"));
    }

    [Fact]
    public async Task Recipes_with_classes_that_give_options_are_fine_and_compile_without_a_warning() => await Recipes.CheckAsync(Base + Derived);

    [Fact]
    public void A_value_on_the_class_is_generated_as_one_on_the_stage()
    {
        const string OnStage = """
            [Recipe("r")]
            public abstract partial class R { [Problems<Sums>(Count = 3)] public abstract PromptSet Problems(); }
            """;
        const string OnClass = """
            [Recipe("r"), Problems<Sums>(Count = 3)]
            public abstract partial class R { [Problems<Sums>] public abstract PromptSet Problems(); }
            """;

        Assert.Equal(Generated(OnStage), Generated(OnClass));
    }

    [Fact]
    public async Task A_problem_of_a_value_of_the_class_is_told_once_at_its_argument_with_the_stages()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            [Evaluate({|KIMI5001:SamplesPerPrompt = 0|})]
            [FineTune({|KIMI5002:WarmupSteps = 40|})]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
                [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet heldOut);
                [FineTune(Steps = 30)] public abstract Policy Short(Policy warm, Demonstrations traces);
                [FineTune(Steps = 300)] public abstract Policy Long(Policy @short, Demonstrations traces);
                [Evaluate, ExactAnswerReward] public abstract Evaluation First(Policy warm, [From(nameof(Held))] PromptSet held);
                [Evaluate, ExactAnswerReward] public abstract Evaluation Second(Policy @long, [From(nameof(Held))] PromptSet held);
                [Problems<Sums>] public abstract PromptSet Held();
            }
            """);

        Assert.EndsWith(" (stages 'First' and 'Second')", messages[0], StringComparison.Ordinal);
        Assert.Contains("'Short'", messages[1], StringComparison.Ordinal);
        Assert.DoesNotContain("'Long'", messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stage_may_set_what_its_class_gives_back_to_the_option_s_default_and_is_told_where_it_repeats_the_class() => await Recipes.CheckAsync("""
        [Recipe("r"), Evaluate(SamplesPerPrompt = 2)]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [Evaluate, ExactAnswerReward] public abstract Evaluation First(Policy warm, PromptSet heldOut);
            [Evaluate(SamplesPerPrompt = 1), ExactAnswerReward] public abstract Evaluation Second(Policy warm, PromptSet heldOut);
            [Evaluate({|KIMI5003:SamplesPerPrompt = 2|}), ExactAnswerReward] public abstract Evaluation Third(Policy warm, PromptSet heldOut);
        }
        """);

    [Fact]
    public async Task A_derived_recipe_s_class_may_go_back_to_the_option_s_default() => await Recipes.CheckAsync("""
        [Recipe("r"), Evaluate(SamplesPerPrompt = 2)]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [Evaluate, ExactAnswerReward] public abstract Evaluation First(Policy warm, PromptSet heldOut);
        }
        [Recipe("s"), Evaluate(SamplesPerPrompt = 1)]
        public abstract partial class S : R;
        """);

    [Theory]
    [InlineData("Temperature = 0.7", "TopK = 1", "TopP = 0.9", false)]
    [InlineData("Temperature = 0.7", "TopK = 1", "TopK = 1", true)]
    public async Task What_has_no_effect_on_one_stage_may_have_one_on_another(string onClass, string first, string second, bool isTold) =>
        await Recipes.CheckAsync($$"""
            [Recipe("r"), Evaluate({{(isTold ? $"{{|KIMI5006:{onClass}|}}" : onClass)}})]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
                [Evaluate({{first}}), ExactAnswerReward] public abstract Evaluation First(Policy warm, PromptSet heldOut);
                [Evaluate({{second}}), ExactAnswerReward] public abstract Evaluation Second(Policy warm, PromptSet heldOut);
            }
            """);

    [Fact]
    public async Task A_variant_may_differ_by_its_class_alone() => await Recipes.CheckAsync($$"""
        {{Base}}
        [Recipe("s"), Reinforce(SamplesPerPrompt = 16)]
        public abstract partial class S : R;
        """);

    [Fact]
    public async Task A_problem_that_only_a_variant_s_stage_has_with_its_base_s_value_is_told_of_the_variant()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r"), FineTune(WarmupSteps = 40)]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [Problems<Sums>] public abstract PromptSet Problems();
                [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
                [FineTune(Steps = 300)] public abstract Policy Long(Policy warm, Demonstrations traces);
            }
            [Recipe("s")]
            public abstract partial class {|KIMI5002:S|} : R
            {
                [FineTune(Steps = 30)] public abstract Policy Short(Policy @long, Demonstrations traces);
            }
            """);

        Assert.Contains("'Short'", Assert.Single(messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SamplesPerPromt = 2", "CS0246")]
    [InlineData("SamplesPerPrompt = Two", "CS0103")]
    [InlineData("SamplesPerPrompt = \"2\"", "CS0029")]
    public async Task Of_an_attribute_of_a_class_that_does_not_compile_the_compiler_speaks_alone(string arguments, string id)
    {
        var compilation = Compilations.Create($$"""
            [Recipe("r"), Evaluate({{arguments}})]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
                [Evaluate, ExactAnswerReward] public abstract Evaluation First(Policy warm, PromptSet heldOut);
            }
            """);

        var (output, diagnostics) = await Recipes.AnalyzeAsync(compilation);

        Assert.Empty(diagnostics);
        Assert.Contains(output.GetDiagnostics(), diagnostic => diagnostic.Id == id);
    }

    private static string Generated(string source) => string.Join(
        "\n", Compilations.Driver().RunGenerators(Compilations.Create(source)).GetRunResult().GeneratedTrees.Select(tree => tree.ToString()));

    private static Stage Stage(RecipeGraph graph, string name) => graph.Stages.Single(stage => stage.Name == name);

    private static (int Iterations, int SamplesPerPrompt) Reinforce(RecipeGraph graph, string stage)
    {
        var options = Assert.IsAssignableFrom<ReinforceAttribute>(Stage(graph, stage).Options);
        return (options.Iterations, options.SamplesPerPrompt);
    }

    private static (int MaxResponseTokens, double TopP) Sampling(RecipeGraph graph, string stage)
    {
        var options = Assert.IsAssignableFrom<SamplingStageAttribute>(Stage(graph, stage).Options);
        return (options.MaxResponseTokens, options.TopP);
    }
}
