using static TorchSharp.torch;

namespace Kimi.Runtime.Objectives;

/// <summary>An objective that cuts off the gradient of tokens whose probability strayed too far from the policy that sampled them.</summary>
public interface IClippingObjective : IPolicyObjective
{
    /// <summary>Which tokens are cut off: the share of them is a metric of every step.</summary>
    /// <param name="batch">The responses.</param>
    /// <returns>clipped_BT, float32: 1 at tokens that train and whose gradient the clip makes 0, else 0.</returns>
    Tensor Clipped(ObjectiveBatch batch);
}
