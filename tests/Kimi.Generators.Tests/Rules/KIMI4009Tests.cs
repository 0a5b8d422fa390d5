using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI4009: a reward judges the type of problem it gets.</summary>
public sealed class KIMI4009Tests
{
    private const string Own = """
        public record ProofProblem : Problem;
        public sealed record LemmaProblem : ProofProblem;
        public abstract class Proofs : IProblemSource<ProofProblem> { public abstract IEnumerable<ProofProblem> Problems(Random random); }
        public abstract class Lemmas : IProblemSource<LemmaProblem> { public abstract IEnumerable<LemmaProblem> Problems(Random random); }
        public abstract class Equations : IProblemSource<MathProblem> { public abstract IEnumerable<MathProblem> Problems(Random random); }
        public abstract class Anything : IProblemSource<Problem> { public abstract IEnumerable<Problem> Problems(Random random); }
        public abstract class ProofReward : IReward<ProofProblem>
        {
            public abstract ValueTask<Verdict> JudgeAsync(ProofProblem problem, Rollout rollout, CancellationToken cancellationToken);
        }
        public abstract class LemmaReward : IReward<LemmaProblem>
        {
            public abstract ValueTask<Verdict> JudgeAsync(LemmaProblem problem, Rollout rollout, CancellationToken cancellationToken);
        }
        public abstract class AnyReward : IReward<Problem>
        {
            public abstract ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken);
        }
        public abstract class ProofSteps : IDemonstrationSource<ProofProblem> { public abstract string Respond(ProofProblem problem, Random random); }
        public abstract class Brevity : IReward<Problem>
        {
            public abstract ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken);
        }
        public sealed class CheckedProofAttribute : RewardAttribute<ProofReward>;
        public sealed class ProofBookAttribute : ProblemsAttribute<Proofs> { public int Chapter { get; set; } }
        [ProblemOrigin(Problem = typeof(ProofProblem))] public class ArchiveAttribute : StageAttribute<PromptSet>;
        [ProblemOrigin] public sealed class AnyArchiveAttribute : StageAttribute<PromptSet>;
        public sealed class FilterAttribute : StageAttribute<PromptSet, PromptSet>;
        public sealed class BlendAttribute : StageAttribute<IReadOnlyList<PromptSet>, PromptSet>;

        """;

    [Theory]
    [InlineData(
        "Problems<Proofs>",
        "{|KIMI4009:ExactAnswerReward|}",
        "[ExactAnswerReward] of stage 'Report' judges a MathProblem, but 'curated' holds problems of type ProofProblem: take one that judges those, "
        + "or other problems")]
    [InlineData(
        "Problems<Equations>",
        "{|KIMI4009:Reward<ProofReward>|}",
        "[Reward<ProofReward>] of stage 'Report' judges a ProofProblem, but 'curated' holds problems of type MathProblem: take one that judges those, "
        + "or other problems")]
    [InlineData(
        "Problems<Proofs>",
        "{|KIMI4009:Reward<LemmaReward>|}",
        "[Reward<LemmaReward>] of stage 'Report' judges a LemmaProblem, but 'curated' holds problems of type ProofProblem: take one that judges those, "
        + "or other problems")]
    [InlineData(
        "ProblemsFile(Path = \"a\")",
        "{|KIMI4009:CheckedProof|}",
        "[CheckedProof] of stage 'Report' judges a ProofProblem, but 'curated' holds problems of type MathProblem: take one that judges those, "
        + "or other problems")]
    [InlineData(
        "Archive",
        "CheckedProof, {|KIMI4009:ExactAnswerReward|}",
        "[ExactAnswerReward] of stage 'Report' judges a MathProblem, but 'curated' holds problems of type ProofProblem: take one that judges those, "
        + "or other problems")]
    [InlineData(
        "ProofBook(Chapter = 3)",
        "{|KIMI4009:ExactAnswerReward|}",
        "[ExactAnswerReward] of stage 'Report' judges a MathProblem, but 'curated' holds problems of type ProofProblem: take one that judges those, "
        + "or other problems")]
    public async Task A_reward_for_another_type_of_problem_is_marked(string source, string reward, string message) =>
        Assert.Equal(message, Assert.Single(await Recipes.CheckAsync(Recipe(source, reward))));

    [Theory]
    [InlineData("Problems<Proofs>", "Reward<ProofReward>")]
    [InlineData("Problems<Lemmas>", "CheckedProof")]
    [InlineData("Problems<Proofs>", "Reward<AnyReward>")]
    [InlineData("Problems<Proofs>", "Reward<Brevity>")]
    [InlineData("Problems<Sums>", "ExactAnswerReward, Reward<LemmaReward>")]
    [InlineData("Problems<Anything>", "ExactAnswerReward")]
    [InlineData("AnyArchive", "ExactAnswerReward, CheckedProof")]
    [InlineData("ProblemsFile(Layout = ProblemLayout.Gsm8k, Path = \"a\")", "ExactAnswerReward")]
    public async Task The_same_type_a_base_of_it_and_what_tells_no_type_are_fine(string source, string reward) =>
        await Recipes.CheckAsync(Recipe(source, reward));

    [Fact]
    public async Task A_reward_for_two_types_is_left_alone() => await Recipes.CheckAsync($$"""
        public abstract class BothReward : IReward<ProofProblem>, IReward<MathProblem>
        {
            public abstract ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken);
            public abstract ValueTask<Verdict> JudgeAsync(ProofProblem problem, Rollout rollout, CancellationToken cancellationToken);
            public abstract ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken);
        }
        {{Recipe("Problems<Equations>", "Reward<BothReward>")}}
        """);

    [Fact]
    public async Task Demonstrations_take_a_type_of_problem_too()
    {
        var messages = await Recipes.CheckAsync($$"""
            {{Own}}
            [Recipe("r")]
            public abstract partial class R
            {
                [Problems<Equations>] public abstract PromptSet Curated();
                [{|KIMI4009:Demonstrations<ProofSteps>|}] public abstract Demonstrations Traces(PromptSet curated);
            }
            """);
        Assert.Equal(
            "[Demonstrations<ProofSteps>] of stage 'Traces' takes a ProofProblem, but 'curated' holds problems of type MathProblem: take one that takes those, "
            + "or other problems",
            Assert.Single(messages));
    }

    [Fact]
    public async Task The_type_goes_through_stages_and_is_unknown_after_a_transform_or_of_a_blend() => await Recipes.CheckAsync($$"""
        {{Own}}
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [Problems<Proofs>] public abstract PromptSet Proven();
            [Problems<Equations>] public abstract PromptSet Solved();
            [Filter] public abstract PromptSet Hard(PromptSet proven);
            [Transform] public static PromptSet Rewritten(PromptSet proven) => proven;
            [Blend] public abstract PromptSet Mixed(PromptSet proven, PromptSet solved);
            [Blend] public abstract PromptSet Alike(PromptSet proven, PromptSet hard);
            [Evaluate, {|KIMI4009:ExactAnswerReward|}] public abstract Evaluation A(Policy warm, PromptSet hard);
            [Evaluate, {|KIMI4009:ExactAnswerReward|}] public abstract Evaluation B(Policy warm, PromptSet alike);
            [Evaluate, ExactAnswerReward] public abstract Evaluation C(Policy warm, PromptSet rewritten);
            [Evaluate, ExactAnswerReward] public abstract Evaluation D(Policy warm, PromptSet mixed);
            [Evaluate, {|KIMI4009:ExactAnswerReward|}] public abstract Evaluation E(Policy warm, [From(nameof(Hard))] PromptSet solved);
        }
        """);

    [Fact]
    public async Task What_the_base_has_already_is_told_once_and_an_override_may_mend_it() => await Recipes.CheckAsync($$"""
        {{Recipe("Problems<Proofs>", "{|KIMI4009:ExactAnswerReward|}")}}
        [Recipe("same", Seed = 2)] public abstract partial class Same : R;
        [Recipe("good")] public abstract partial class Good : R { [Problems<Equations>] public abstract override PromptSet Curated(); }
        """);

    private static string Recipe(string source, string reward) => $$"""
        {{Own}}
        [Recipe("r")]
        public abstract partial class R
        {
            [TunedPolicy] public abstract Policy Warm();
            [{{source}}] public abstract PromptSet Curated();
            [Evaluate, {{reward}}] public abstract Evaluation Report(Policy warm, PromptSet curated);
        }
        """;
}
