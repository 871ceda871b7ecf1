namespace Worldport.Client
{
    /// <summary>What is pressed right now. Names are those of the schema document.</summary>
    public interface IInputDevices
    {
        /// <summary>Whether a key (<c>KeyboardEvent.code</c>) is down; false for one that is not known.</summary>
        bool IsDown(string code);

        /// <summary>A part of the gamepad: axes -1 to 1 (down and right are positive) without their dead zone, buttons 0 to 1; 0 for one that is not known.</summary>
        double Gamepad(string part);
    }
}
