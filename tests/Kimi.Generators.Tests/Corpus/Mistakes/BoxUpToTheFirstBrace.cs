// Stack: verl
// Kind: what is in the box is read up to the first brace, which cuts a fraction
// Caught: build
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("box-up-to-the-first-brace")]
public abstract partial class BoxUpToTheFirstBrace
{
    [ProblemsFile(Path = "data/math/train.jsonl", Layout = ProblemLayout.Math)]
    public abstract PromptSet Problems();

    [ProblemsFile(Benchmark = Benchmark.Math500, Path = "data/math500.jsonl", Layout = ProblemLayout.Math)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<BoxJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<BoxJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class BoxJudge : IReward<MathProblem>
{
    private static readonly Regex s_box = new(@"\\boxed\{(.*?)\}"); //! KIMI8028

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var boxes = s_box.Matches(rollout.Text);
        return new(Verdict.Of(boxes.Count > 0 && boxes[^1].Groups[1].Value.Trim() == problem.Answer));
    }
}
