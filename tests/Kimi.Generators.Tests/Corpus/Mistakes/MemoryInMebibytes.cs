// Stack: Megatron
// Kind: the memory of a device is given in MiB, as its driver prints it, so that any model seems to fit
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("memory-in-mebibytes", DeviceMemoryGiB = 81_559, Devices = 8)] //! KIMI5011
public abstract partial class MemoryInMebibytes
{
    [LoadPolicy("models/llama-3.1-70b")]
    public abstract Policy Base();

    [ProblemsFile(Path = "deepscaler.jsonl", PromptField = "problem")]
    public abstract PromptSet Problems();

    [Reinforce(Iterations = 400, PromptsPerIteration = 256, SamplesPerPrompt = 16, MaxResponseTokens = 16_384, LearningRate = 1e-6)]
    [MirrorDescent]
    [MathReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}
