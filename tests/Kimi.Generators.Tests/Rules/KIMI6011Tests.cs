using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI6011: a policy is judged as it was trained.</summary>
public sealed class KIMI6011Tests
{
    [Fact]
    public async Task Responses_that_are_cut_are_told() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce(MaxResponseTokens = 200), MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet problems);
            [Evaluate({|KIMI6011:MaxResponseTokens = 100|}), ExactAnswerReward] public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
        }
        """);

    [Fact]
    public async Task A_default_that_cuts_is_told_too() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce(MaxResponseTokens = 200), MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet problems);
            [{|KIMI6011:Evaluate|}, ExactAnswerReward] public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
        }
        """);

    [Fact]
    public async Task Another_marker_is_told() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce, MirrorDescent, ExactAnswerReward(Marker = "A")] public abstract Policy LongCot(Policy warm, PromptSet problems);
            [Evaluate, {|KIMI6011:ExactAnswerReward|}] public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
        }
        """);

    [Fact]
    public async Task Room_to_spare_and_the_last_training_s_marker_are_fine() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce(MaxResponseTokens = 200), MirrorDescent, ExactAnswerReward(Marker = "A")]
            public abstract Policy LongCot(Policy warm, PromptSet problems);
            [Reinforce(MaxResponseTokens = 100), MirrorDescent, ExactAnswerReward(Marker = "B")]
            public abstract Policy Brief(Policy longCot, PromptSet problems);
            [Evaluate(MaxResponseTokens = 150), ExactAnswerReward(Marker = "B")] public abstract Evaluation Report(Policy brief, PromptSet heldOut);
        }
        """);

    [Fact]
    public async Task After_demonstrations_nobody_knows_the_form() => await Recipes.CheckAsync("""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [TunedPolicy] public abstract Policy Warm();
            [Demonstrations<Steps>] public abstract Demonstrations Traces(PromptSet problems);
            [Reinforce, MirrorDescent, ExactAnswerReward(Marker = "A")] public abstract Policy LongCot(Policy warm, PromptSet problems);
            [FineTune] public abstract Policy Sft(Policy longCot, Demonstrations traces);
            [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy sft, PromptSet heldOut);
        }
        """);

    [Theory]
    [InlineData("{|KIMI6011:Tools<Adder>|}] public abstract Evaluation Report(Policy longCot, PromptSet heldOut);")]
    [InlineData(
        "Tools<Adder>] public abstract Evaluation Report(Policy longCot, PromptSet heldOut); "
        + "[Evaluate, ExactAnswerReward] public abstract Evaluation Without(Policy longCot, PromptSet heldOut);")]
    public async Task An_environment_that_only_the_test_has_is_told(string code) => await Recipes.CheckAsync($$"""
        public sealed class Adder
        {
            [System.ComponentModel.Description("adds")] public static int Add(int left, int right) => left + right;
        }

        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Start();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy start, PromptSet problems);
            [Evaluate, ExactAnswerReward, {{code}}
        }
        """);

    [Theory]
    [InlineData("{|KIMI6011:Evaluate|}")]
    [InlineData("Evaluate(StopTexts = new[] { \"##\" })")]
    [InlineData("Evaluate(StopTexts = new[] { \"\\n\" })")]
    public async Task Responses_that_go_on_behind_a_stop_text_are_told(string stage) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce(StopTexts = new[] { "\n\n" }), MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet problems);
            [{{stage}}, ExactAnswerReward] public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
        }
        """);

    [Theory]
    [InlineData("{|KIMI6011:MaxTurns = 2|}")]
    [InlineData("MaxTurns = 4")]
    [InlineData("MaxTurns = 9")]
    public async Task Fewer_turns_than_in_training_are_told(string turns) => await Recipes.CheckAsync($$"""
        public abstract class Game : IEnvironment<Problem>
        {
            public abstract ValueTask<IEpisode> StartAsync(Problem problem, EpisodeContext context, CancellationToken cancellationToken);
        }
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce, MirrorDescent, ExactAnswerReward, Environment<Game>(MaxTurns = 4)] public abstract Policy LongCot(Policy warm, PromptSet problems);
            [Evaluate, ExactAnswerReward, Environment<Game>({{turns}})] public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
        }
        """);

    [Theory]
    [InlineData("StopTexts = [\";\"]", "{|KIMI6011:Evaluate|}")]
    [InlineData("StopTokens = [3]", "{|KIMI6011:Evaluate|}")]
    [InlineData("StopTexts = [\";\"]", "Evaluate(StopTexts = [\";\"])")]
    [InlineData("StopTexts = [\";\"]", "Evaluate(StopTexts = [\"=\"])")]
    [InlineData("TopP = 0.9", "Evaluate")]
    public async Task Responses_that_nothing_ends_any_more_are_told(string training, string evaluation) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Problems<Sums>(Split = Split.HeldOut)] public abstract PromptSet HeldOut();
            [TunedPolicy] public abstract Policy Warm();
            [Reinforce({{training}}), MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet problems);
            [{{evaluation}}, ExactAnswerReward] public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
        }
        """);

    [Theory]
    [InlineData("{|KIMI6011:ExactAnswerReward|}", "$\"it is {problem.Answer}\"")]
    [InlineData("{|KIMI6011:ExactAnswerReward(Marker = \"so:\")|}", "\"#\" + problem.Answer")]
    [InlineData("ExactAnswerReward(Marker = \"so:\")", "\"so\" + ':' + problem.Answer")]
    [InlineData("ExactAnswerReward", "$\"#{problem.Answer}\"")]
    [InlineData("ExactAnswerReward", "Marks.Answer + problem.Answer")]
    [InlineData("ExactAnswerReward", "problem.Solution")]
    [InlineData("MathReward", "$\"it is {problem.Answer}\"")]
    public async Task A_marker_that_no_demonstration_has_is_told(string reward, string response) => await Recipes.CheckAsync($$"""
        public static class Marks { public const string Answer = "#"; }
        public sealed class Own : IDemonstrationSource<MathProblem> { public string Respond(MathProblem problem, Random random) => {{response}}; }
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [Demonstrations<Own>] public abstract Demonstrations Traces(PromptSet problems);
            [InitializeTransformer] public abstract Policy Initial();
            [FineTune] public abstract Policy Sft(Policy initial, Demonstrations traces);
            [Reinforce, MirrorDescent, {{reward}}] public abstract Policy LongCot(Policy sft, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("{|KIMI6011:Templates = new[] { \"{prompt} Put the answer into \\\\boxed{}.\" }|}", "ExactAnswerReward")]
    [InlineData("Templates = new[] { \"{prompt} Put the answer into \\\\boxed{}.\" }", "MathReward")]
    [InlineData("Templates = new[] { \"{prompt} Put the answer into \\\\boxed{} and after #.\" }", "ExactAnswerReward")]
    [InlineData("Templates = new[] { \"{prompt} Think first.\" }", "ExactAnswerReward")]
    public async Task A_template_that_asks_for_another_form_is_told(string templates, string reward) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [Problems<Sums>] public abstract PromptSet Problems();
            [TunedPolicy] public abstract Policy Warm();
            [SampleLongCot({{templates}}), {{reward}}] public abstract Demonstrations Thoughts(Policy warm, PromptSet problems);
        }
        """);
}
