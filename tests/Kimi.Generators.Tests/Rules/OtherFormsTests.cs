using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>Forms in which users write what rules tell, and forms close to them that are fine.</summary>
public sealed class OtherFormsTests
{
    [Theory]
    [InlineData("Train", "0.2", "HeldOut", "0.3", "{|KIMI6007:test|}")]
    [InlineData("HeldOut", "0.3", "Train", "0.2", "{|KIMI6007:test|}")]
    [InlineData("HeldOut", "0.2", "HeldOut", "0.3", "{|KIMI6007:test|}")]
    [InlineData("Train", "0.3", "HeldOut", "0.2", "test")]
    [InlineData("Train", "0.3", "HeldOut", "0.30", "test")]
    public async Task A_share_that_training_leaves_out_holds_every_smaller_one(string split, string share, string other, string otherShare, string test) =>
        await Recipes.CheckAsync($$"""
            [Recipe("r")]
            public abstract partial class R
            {
                [TunedPolicy] public abstract Policy Warm();
                [ProblemsFile(Path = "a.jsonl", Split = Split.{{split}}, HeldOutShare = {{share}})] public abstract PromptSet Train();
                [ProblemsFile(Path = "a.jsonl", Split = Split.{{other}}, HeldOutShare = {{otherShare}})] public abstract PromptSet Test();
                [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy Tuned(Policy warm, PromptSet train);
                [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy tuned, PromptSet {{test}});
            }
            """);

    [Theory]
    [InlineData("Templates = [\"a {prompt}\"], SamplesPerPrompt = 4, PerProblem = 4, {|KIMI5006:Keep = Selection.Random|}")]
    [InlineData("Templates = new[] { \"a {prompt}\", \"b {prompt}\" }, SamplesPerPrompt = 1, PerProblem = 2, {|KIMI5006:Keep = Selection.Shortest|}")]
    [InlineData("Templates = [\"a {prompt}\", \"b {prompt}\"], SamplesPerPrompt = 2, PerProblem = 3, Keep = Selection.Shortest")]
    [InlineData("SamplesPerPrompt = 1, PerProblem = 4, Keep = Selection.Shortest")]
    public async Task A_choice_among_all_there_are_is_told(string options) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Problems();
            [SampleLongCot({{options}}), ExactAnswerReward] public abstract Demonstrations Kept(Policy warm, PromptSet problems);
        }
        """);

    [Theory]
    [InlineData("ExactAnswerReward(Weight = 1 + 0), MirrorDescent, Reinforce(Iterations = 30)", "{|KIMI2006:LongCot|}")]
    [InlineData("MirrorDescent(Tau = R.Tenth), Reinforce(LearningRate = R.Step, Iterations = 15 + 15), ExactAnswerReward", "{|KIMI2006:LongCot|}")]
    [InlineData("ExactAnswerReward(Weight = 2 + 0), MirrorDescent, Reinforce(Iterations = 30)", "LongCot")]
    [InlineData("MirrorDescent(Tau = 2 * R.Tenth), Reinforce(Iterations = 30), ExactAnswerReward", "LongCot")]
    public async Task An_override_in_another_order_with_what_holds_anyway_changes_nothing(string attributes, string stage) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            public const double Tenth = 0.1;
            public const double Step = 3e-4;
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Problems();
            [Reinforce(Iterations = 30), MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet problems);
        }
        [Recipe("s")]
        public abstract partial class S : R { [{{attributes}}] public abstract override Policy {{stage}}(Policy warm, PromptSet problems); }
        """);

    [Theory]
    [InlineData("private int {|KIMI8003:_given|};", "desk._given++;", "")]
    [InlineData("public List<string> {|KIMI8003:Said|} { get; } = [];", "desk.Said.Add(turn.Text);", "")]
    [InlineData("private int {|KIMI8003:_given|};", "System.Threading.Interlocked.Increment(ref desk._given);", "")]
    [InlineData("private readonly int _given = 3;", "_turns += desk._given;", "private int _turns;")]
    [InlineData("private readonly System.Threading.SemaphoreSlim _slots = new(2);", "desk._slots.Release();", "")]
    public async Task What_an_episode_changes_of_its_environment_is_told(string field, string change, string own) => await Recipes.CheckAsync($$"""
        public sealed class Desk : IEnvironment<MathProblem>
        {
            {{field}}
            public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) =>
                new(new Visit(this));
            private sealed class Visit(Desk desk) : IEpisode
            {
                {{own}}
                public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
                {
                    _ = desk;
                    {{change}}
                    return new(turn.Text.Length == 0 ? new EnvironmentReply.Finished() : new EnvironmentReply.Continue("on"));
                }
                public ValueTask DisposeAsync() => default;
            }
        }
        """);

    [Theory]
    [InlineData("[System.Text.Json.Serialization.JsonInclude] public string Unit { get; private set; } = \"m\";")]
    [InlineData("[System.Text.Json.Serialization.JsonInclude] public string Unit { get; internal init; } = \"m\";")]
    [InlineData("public string {|KIMI8005:Unit|} { get; private set; } = \"m\";")]
    [InlineData("[System.Text.Json.Serialization.JsonInclude] public string {|KIMI8005:Unit|} { get; } = \"m\";")]
    public async Task A_private_setter_that_JSON_includes_is_stored(string property) =>
        await Recipes.CheckAsync($$"""public sealed record Riddle : Problem { {{property}} }""");

    [Theory]
    [InlineData("-0.1 * (one.Length * steps / Math.Max(1, group.MaxLength)) / steps")]
    [InlineData("-(double)(steps * one.Length / Math.Max(1, group.MaxLength)) / steps")]
    [InlineData("-0.1 * ({|KIMI8011:one.Length * steps / Math.Max(1, group.MaxLength)|})")]
    [InlineData("-0.1 * ({|KIMI8011:one.Length / Math.Max(1, group.MaxLength)|}) / steps")]
    public async Task Whole_steps_of_a_share_are_meant(string score) => await Recipes.CheckAsync($$"""
        public sealed class Bands : IPenalty
        {
            private readonly int steps = 8;
            public double[] Apply(RolloutGroup group, TrainingProgress progress) => [.. group.Select(one => {{score}})];
        }
        """);
}
