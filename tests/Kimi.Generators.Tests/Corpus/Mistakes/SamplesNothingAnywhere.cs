// Stack: axolotl
// Kind: a temperature for all stages that sample, in a recipe that only fine-tunes
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("samples-nothing-anywhere", Seed = 3)]
[Optimizer(WeightDecay = 0.1)]
[Sampling(Temperature = 0.7)] //! KIMI5010
public abstract partial class SamplesNothingAnywhere
{
    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [DemonstrationsFile(Path = "chats.jsonl", Layout = DemonstrationLayout.ShareGpt)]
    public abstract Demonstrations Chats();

    [FineTune(Steps = 900, LearningRate = 1e-5)]
    public abstract Policy Chatty([From(nameof(Base))] Policy start, Demonstrations chats);
}
