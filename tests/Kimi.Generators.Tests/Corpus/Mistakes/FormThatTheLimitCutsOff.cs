// Stack: TRL
// Thread: huggingface/open-r1 363
// Kind: the form ends in a tag that long responses never reach before they are cut, so its reward declines to zero while responses grow
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("form-that-the-limit-cuts-off")]
public abstract partial class FormThatTheLimitCutsOff
{
    [LoadPolicy("models/qwen2.5-1.5b-instruct")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/numina-tir.parquet", Layout = ProblemLayout.Math, Split = Split.Train)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/numina-tir.parquet", Layout = ProblemLayout.Math, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 120, PromptsPerIteration = 32, SamplesPerPrompt = 14, MaxResponseTokens = 1_024, LearningRate = 2e-5)] //! none yet
    [Grpo]
    [MathReward]
    [FormatReward(Pattern = @"(?s)^<think>.*?</think>\s*<answer>.*?</answer>$", Weight = 0.5)]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(MaxResponseTokens = 4_096)]
    [MathReward]
    public abstract Evaluation Report(Policy tuned, PromptSet heldOut);
}
