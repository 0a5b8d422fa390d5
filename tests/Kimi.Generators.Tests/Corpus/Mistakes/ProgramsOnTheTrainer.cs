// Stack: open-instruct
// Kind: programs of the policy are run by the machine that trains, outside of any sandbox
// Caught: build
using System.Diagnostics;
using Kimi.Dsl;

namespace Acme;

[Recipe("programs-on-the-trainer")]
public abstract partial class ProgramsOnTheTrainer
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<PythonJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<PythonJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class PythonJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, rollout.Text, cancellationToken);
        using var python = Process.Start(new ProcessStartInfo("python3", file) { RedirectStandardOutput = true })!; //! KIMI8016
        var output = await python.StandardOutput.ReadToEndAsync(cancellationToken);
        return Verdict.Of(output.Trim() == problem.Answer);
    }
}
