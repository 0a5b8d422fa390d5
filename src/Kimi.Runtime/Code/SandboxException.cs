namespace Kimi.Runtime.Code;

/// <summary>The sandbox failed again and again, so nothing is known of a program.</summary>
/// <param name="message">What it said last.</param>
internal sealed class SandboxException(string message) : Exception(message);
