using System.Net;
using Kimi.Runtime.Settings;

namespace Kimi.Cluster.Workers;

/// <summary>Where a run listens to the workers that join it.</summary>
internal abstract record RunPlace
{
    /// <summary>Whether it is reached from this machine alone.</summary>
    public virtual bool IsThisMachine => false;

    /// <summary>An address that is known.</summary>
    /// <param name="EndPoint">The address.</param>
    /// <param name="Text">As it was written.</param>
    internal sealed record Address(IPEndPoint EndPoint, string Text) : RunPlace
    {
        /// <inheritdoc/>
        public override bool IsThisMachine => IPAddress.IsLoopback(EndPoint.Address);

        /// <inheritdoc/>
        public override string ToString() => Text;
    }

    /// <summary>An address that the run writes into Redis.</summary>
    /// <param name="Server">The Redis server, as <see cref="KimiOptions.ClusterRedis"/> names it.</param>
    internal sealed record Redis(string Server) : RunPlace
    {
        /// <inheritdoc/>
        public override string ToString() => $"the address in Redis at {Server}";
    }
}
