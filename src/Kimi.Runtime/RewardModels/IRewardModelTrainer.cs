using Kimi.Dsl;
using Kimi.Torch.Optimization;

namespace Kimi.Runtime.RewardModels;

/// <summary>Trains one kind of reward model. Its state is the model and the optimizer.</summary>
internal interface IRewardModelTrainer : ICheckpointed, IDisposable
{
    /// <summary>Adds the gradients of a step's batch.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The loss, and the number of tokens.</returns>
    BatchResult Backward(int step);

    /// <summary>Takes an optimizer step.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <returns>The gradient's norm before clipping.</returns>
    double Step(double learningRate);

    /// <summary>Writes the reward model.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="calibration">Pairs that were not used for training.</param>
    RewardModel Finish(string folder, IReadOnlyList<LabelledPair> calibration);
}
