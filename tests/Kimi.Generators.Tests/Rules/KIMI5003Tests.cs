using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI5003: an option is set to something else than its default.</summary>
public sealed class KIMI5003Tests
{
    [Theory]
    [InlineData("Iterations = 40", "", "Iterations of [Reinforce] is 40 by default: leave it out")]
    [InlineData("LearningRate = 0.0003", "", "LearningRate of [Reinforce] is 0.0003 by default: leave it out")]
    [InlineData("Temperature = 1", "", "Temperature of [Reinforce] is 1 by default: leave it out")]
    [InlineData("ResetOptimizer = true", "", "ResetOptimizer of [Reinforce] is true by default: leave it out")]
    [InlineData("", "Marker = \"#\"", "Marker of [ExactAnswerReward] is \"#\" by default: leave it out")]
    [InlineData("", "Weight = 1.0", "Weight of [ExactAnswerReward] is 1 by default: leave it out")]
    public async Task A_value_that_is_the_default_is_marked_at_the_argument(string stage, string reward, string message) =>
        Assert.Equal(message, Assert.Single(await Recipes.CheckAsync(Recipe(Mark(stage), Mark(reward)))));

    [Theory]
    [InlineData("Iterations = 41, LearningRate = 3.1e-4, Temperature = 0.99, ResetOptimizer = false", "Marker = \"##\", Weight = 2")]
    [InlineData("", "")]
    public async Task Any_other_value_is_fine(string stage, string reward) => await Recipes.CheckAsync(Recipe(stage, reward));

    [Fact]
    public async Task It_is_told_of_enumerations_and_defaults_that_a_derived_class_changes_but_not_of_constants() => await Recipes.CheckAsync("""
        public abstract class AskAttribute : StageAttribute<PromptSet>
        {
            [System.ComponentModel.DefaultValue("prompt")] public virtual string Field { get; set; } = "prompt";
            [System.ComponentModel.DefaultValue("####")] public string Marker { get; set; } = "####";
        }
        public sealed class QuizAttribute : AskAttribute
        {
            [System.ComponentModel.DefaultValue("question")] public override string Field { get; set; } = "question";
        }
        [Recipe("r")]
        public abstract partial class R
        {
            private const string Usual = "";
            [Problems<Sums>({|KIMI5003:Split = Split.Train|}, Count = 10)] public abstract PromptSet A();
            [ProblemsFile(Path = "a", Split = Split.Train, AnswerField = Usual, {|KIMI5003:Layout = ProblemLayout.Plain|})]
            public abstract PromptSet B();
            [Quiz({|KIMI5003:Field = "question"|}, Marker = "")] public abstract PromptSet C();
            [Quiz(Field = "prompt")] public abstract PromptSet D();
            [Transform] public static Evaluation Count(PromptSet a, PromptSet b, PromptSet c, PromptSet d) => throw new NotSupportedException();
        }
        """);

    [Fact]
    public async Task A_team_s_own_option_takes_part_when_it_tells_its_default() => await Recipes.CheckAsync("""
        public class OwnAttribute : StageAttribute<Policy>
        {
            [System.ComponentModel.DefaultValue(3)] public virtual int Told { get; set; } = 3;
            public int Untold { get; set; } = 3;
            [System.ComponentModel.DefaultValue(null)] public string? Text { get; set; }
            [System.ComponentModel.DefaultValue(0.5f)] public float Half { get; set; } = 0.5f;
            [System.ComponentModel.DefaultValue(typeof(long), "7")] public long Long { get; set; } = 7;
            public double[] Shares { get; set; } = [];
        }
        public sealed class OtherAttribute : OwnAttribute { public override int Told { get; set; } = 3; }
        [Recipe("r")]
        public abstract partial class R
        {
            [Own({|KIMI5003:Told = 3|}, Untold = 3, {|KIMI5003:Text = null|}, {|KIMI5003:Half = 0.5f|}, Long = 7, Shares = new double[0])]
            public abstract Policy A();
            [Other({|KIMI5003:Told = 3|}, Text = "null")] public abstract Policy B();
            [MergeWeights] public abstract Policy C(Policy a, Policy b);
        }
        """);

    [Fact]
    public async Task A_derived_recipe_is_told_of_its_own_override_only() => await Recipes.CheckAsync($$"""
        {{Recipe("{|KIMI5003:Iterations = 40|}", "")}}
        [Recipe("same", Seed = 2)] public abstract partial class Same : R;
        [Recipe("other")]
        public abstract partial class Other : R
        {
            [Reinforce({|KIMI5003:Iterations = 40|}), MirrorDescent, ExactAnswerReward]
            public abstract override Policy {|KIMI2006:LongCot|}(Policy warm, PromptSet curated);
        }
        """);

    private static string Mark(string option) => option.Length == 0 ? "" : $"{{|KIMI5003:{option}|}}";

    private static string Recipe(string stage, string reward) => $$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
            [Reinforce({{stage}}), MirrorDescent, ExactAnswerReward({{reward}})] public abstract Policy LongCot(Policy warm, PromptSet curated);
        }
        """;
}
